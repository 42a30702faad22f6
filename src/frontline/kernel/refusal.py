"""Refusals: what Frontline says when it won't do what was asked."""


class Refusal(Exception):
    """The request was understood and can't be done; the sentence is for the person who asked.

    `code` is the stable name that the REST interface gives, `status` the HTTP status of the answer.
    """

    code = "refused"
    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Invalid(Refusal):
    """The input itself is wrong: nothing was changed, and sending it again as it is won't help."""

    code = "invalid"
    status = 422


class Absent(Refusal):
    """There is no such thing, or this person may not see it: the two are not told apart on purpose."""

    code = "not_found"
    status = 404
