"""What mail programs write above quotations and forwards, in the languages that they speak."""

FROM = (
    *("from", "von", "absender", "de", "expéditeur", "da", "van", "från", "fra", "od", "lähettäjä"),
    *("от", "发件人", "差出人"),
)
SENT = (
    *(
        "sent",
        "date",
        "gesendet",
        "datum",
        "envoyé",
        "envoyé le",
        "enviado",
        "enviado el",
        "enviada em",
        "fecha",
    ),
    *(
        "inviato",
        "data",
        "verzonden",
        "skickat",
        "sendt",
        "wysłano",
        "odesláno",
        "дата",
        "发送时间",
        "送信日時",
    ),
)
SUBJECT = (
    *("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "ämne", "emne", "temat", "předmět"),
    *("assunto", "тема", "主题", "件名"),
)
OTHER = (
    *(
        "to",
        "cc",
        "bcc",
        "reply-to",
        "an",
        "kopie",
        "à",
        "a",
        "para",
        "aan",
        "till",
        "til",
        "do",
        "dw",
        "komu",
    ),
    *("кому", "копия", "收件人", "抄送", "宛先", "importance", "priority", "attachments"),
)
ORIGINAL = (
    *("original message", "original appointment", "reply message", "ursprüngliche nachricht"),
    *("urspruengliche nachricht", "message d'origine", "mensaje original", "messaggio originale"),
    *("mensagem original", "oorspronkelijk bericht", "ursprungligt meddelande", "oprindelig meddelelse"),
    *("wiadomość oryginalna", "původní zpráva", "исходное сообщение"),
)
FORWARDED = (
    *("forwarded message", "weitergeleitete nachricht", "message transféré", "mensaje reenviado"),
    *("messaggio inoltrato", "mensagem encaminhada", "doorgestuurd bericht", "пересылаемое сообщение"),
)
BEGIN_FORWARDED = (
    *("begin forwarded message", "anfang der weitergeleiteten nachricht", "début du message transféré"),
    *("inizio messaggio inoltrato", "inicio del mensaje reenviado", "begin doorgestuurd bericht"),
)
WROTE = (
    *("wrote", "writes", "schrieb", "schreibt", "a écrit", "escribió", "escreveu", "ha scritto", "schreef"),
    *("napsal", "skrev", "napisał", "nadesłał", "пишет", "написал", "작성", "写道"),
)
SENT_FROM = (
    *(
        "sent from my",
        "von meinem",
        "enviado do meu",
        "envoyé de mon",
        "inviato dal mio",
        "отправлено \u0441",
    ),
)
COLON = "[:\uff1a]"
FORWARD_PREFIXES = ("fw", "fwd", "wg", "tr", "rv", "enc", "vs", "vb", "doorst", "i")
ANSWER_PREFIXES = ("re", "aw", "sv", "antw", "ref", "odp", "rif", "r", "vá", "ynt", "回复", "答复")
