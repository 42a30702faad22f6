-- Written by `make schema` from the migrations. Not to be edited: tests/config/test_founding.py compares.


CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.charts_rendered (
    digest character varying(64) NOT NULL,
    file bytea NOT NULL,
    size integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT charts_rendered_size_check CHECK ((size >= 0))
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.email_channel_mailbox (
    id bigint NOT NULL,
    host character varying(253) NOT NULL,
    port integer NOT NULL,
    security character varying(8) NOT NULL,
    username character varying(254) NOT NULL,
    password character varying(500) NOT NULL,
    folder character varying(200) NOT NULL,
    uid_validity bigint,
    last_uid bigint NOT NULL,
    is_active boolean NOT NULL,
    polled_at timestamp with time zone,
    failing_since timestamp with time zone,
    last_error character varying(400) NOT NULL,
    starts_on date,
    CONSTRAINT email_channel_mailbox_port_check CHECK ((port >= 0))
);

ALTER TABLE public.email_channel_mailbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.email_channel_mailbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.email_channel_outboxmail (
    id bigint NOT NULL,
    sender character varying(320) NOT NULL,
    recipient character varying(320) NOT NULL,
    subject character varying(300) NOT NULL,
    raw bytea NOT NULL,
    at timestamp with time zone NOT NULL,
    dispatch_id bigint
);

ALTER TABLE public.email_channel_outboxmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.email_channel_outboxmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.email_channel_supportaddress (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    name character varying(80) NOT NULL,
    is_default boolean NOT NULL,
    product_id bigint
);

ALTER TABLE public.email_channel_supportaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.email_channel_supportaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.events_event (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_label character varying(160) NOT NULL,
    subject_kind character varying(40) NOT NULL,
    subject_id bigint NOT NULL,
    why character varying(400) NOT NULL,
    data jsonb NOT NULL,
    transaction bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
    actor_id bigint
);

ALTER TABLE public.events_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.events_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.handoffs_handoff (
    id bigint NOT NULL,
    since_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    begins_at timestamp with time zone,
    digest jsonb NOT NULL,
    built_at timestamp with time zone,
    given_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    missed_at timestamp with time zone,
    unread_at timestamp with time zone,
    missed_because character varying(300) NOT NULL,
    acknowledged_by_id bigint,
    built_by_id bigint,
    from_teammate_id bigint NOT NULL,
    rotation_id bigint NOT NULL,
    to_teammate_id bigint
);

ALTER TABLE public.handoffs_handoff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.handoffs_handoff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.handoffs_handoffnote (
    id bigint NOT NULL,
    known character varying(500) NOT NULL,
    tried character varying(500) NOT NULL,
    next character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    from_teammate_id bigint NOT NULL,
    handed_to_id bigint,
    note_id bigint NOT NULL
);

ALTER TABLE public.handoffs_handoffnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.handoffs_handoffnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hours_calendarofteam (
    team_id bigint NOT NULL,
    calendar_id bigint NOT NULL
);

CREATE TABLE public.hours_closure (
    id bigint NOT NULL,
    first_on date,
    last_on date,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    why character varying(160) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    calendar_id bigint NOT NULL,
    CONSTRAINT closure_is_days_or_instants CHECK ((((from_at IS NULL) AND (until_at IS NULL) AND (first_on IS NOT NULL) AND (last_on >= first_on) AND (last_on IS NOT NULL)) OR ((first_on IS NULL) AND (last_on IS NULL) AND (from_at IS NOT NULL) AND (until_at > from_at) AND (until_at IS NOT NULL))))
);

ALTER TABLE public.hours_closure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hours_closure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hours_freeze (
    id bigint NOT NULL,
    first_on date,
    last_on date,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    why character varying(160) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    hours jsonb,
    made_by_id bigint,
    calendar_id bigint NOT NULL,
    CONSTRAINT freeze_is_once_or_weekly CHECK ((((hours IS NULL) AND (((from_at IS NULL) AND (until_at IS NULL) AND (first_on IS NOT NULL) AND (last_on >= first_on) AND (last_on IS NOT NULL)) OR ((first_on IS NULL) AND (last_on IS NULL) AND (from_at IS NOT NULL) AND (until_at > from_at) AND (until_at IS NOT NULL)))) OR ((hours IS NOT NULL) AND (first_on IS NULL) AND (last_on IS NULL) AND (from_at IS NULL) AND (until_at IS NULL))))
);

ALTER TABLE public.hours_freeze ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hours_freeze_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hours_hoursversion (
    id bigint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT one_hours_version CHECK ((id = 1))
);

ALTER TABLE public.hours_hoursversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hours_hoursversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hours_workingcalendar (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    timezone character varying(64) NOT NULL,
    hours jsonb NOT NULL,
    place character varying(16) NOT NULL,
    worked_on jsonb NOT NULL,
    is_default boolean NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.hours_workingcalendar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hours_workingcalendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_attachment (
    id bigint NOT NULL,
    name character varying(255) NOT NULL,
    type character varying(127) NOT NULL,
    size integer NOT NULL,
    digest character varying(64) NOT NULL,
    content_id character varying(255) NOT NULL,
    is_inline boolean NOT NULL,
    message_id bigint,
    note_id bigint,
    CONSTRAINT attached_to_message_or_note CHECK ((((message_id IS NULL) AND (note_id IS NOT NULL)) OR ((message_id IS NOT NULL) AND (note_id IS NULL)))),
    CONSTRAINT inbox_attachment_size_check CHECK ((size >= 0))
);

ALTER TABLE public.inbox_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_categorisation (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    conversation_id bigint NOT NULL,
    category_id bigint NOT NULL
);

ALTER TABLE public.inbox_categorisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_categorisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_category (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    is_proposed boolean NOT NULL,
    is_retired boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    proposed_by_id bigint
);

ALTER TABLE public.inbox_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_clock (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    tier character varying(16) NOT NULL,
    target_for interval,
    warn_for interval,
    promised_for interval NOT NULL,
    calendar character varying(32) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    worked_for interval NOT NULL,
    since_at timestamp with time zone,
    target_at timestamp with time zone,
    warn_at timestamp with time zone,
    due_at timestamp with time zone,
    warned_at timestamp with time zone,
    broken_at timestamp with time zone,
    stopped_at timestamp with time zone,
    verdict character varying(8) NOT NULL,
    conversation_id bigint NOT NULL
);

ALTER TABLE public.inbox_clock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_clock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_clockinterval (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    is_running boolean NOT NULL,
    worked_for interval,
    why character varying(200) NOT NULL,
    clock_id bigint NOT NULL,
    calendar character varying(32) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.inbox_clockinterval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_clockinterval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_clockrules (
    id bigint NOT NULL,
    rules jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL
);

ALTER TABLE public.inbox_clockrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_clockrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_conversation (
    id bigint NOT NULL,
    subject character varying(255) NOT NULL,
    channel character varying(16) NOT NULL,
    our_address character varying(320) NOT NULL,
    status character varying(8) NOT NULL,
    waits_for_customer boolean NOT NULL,
    waiting_since timestamp with time zone NOT NULL,
    snippet character varying(160) NOT NULL,
    last_message_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    assignee_id bigint,
    customer_id bigint NOT NULL,
    product_id bigint,
    due_at timestamp with time zone,
    is_spam boolean DEFAULT false NOT NULL,
    merged_into_id bigint,
    queue_at timestamp with time zone NOT NULL,
    rank smallint DEFAULT 2 NOT NULL,
    snooze_is_theirs boolean DEFAULT false NOT NULL,
    snoozed_by_id bigint,
    snoozed_until timestamp with time zone,
    snoozed_why character varying(200) DEFAULT ''::character varying NOT NULL,
    woken_at timestamp with time zone,
    CONSTRAINT closed_at_iff_closed CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text)))),
    CONSTRAINT inbox_conversation_rank_check CHECK ((rank >= 0))
);

ALTER TABLE public.inbox_conversation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_conversation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_dispatch (
    id bigint NOT NULL,
    address character varying(320) NOT NULL,
    name character varying(160) NOT NULL,
    is_copied boolean NOT NULL,
    state character varying(8) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    answer character varying(500) NOT NULL,
    is_permanent boolean NOT NULL,
    tried_at timestamp with time zone,
    sent_at timestamp with time zone,
    message_id bigint NOT NULL,
    CONSTRAINT inbox_dispatch_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.inbox_dispatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_dispatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_intake (
    id bigint NOT NULL,
    channel character varying(16) NOT NULL,
    external_id character varying(255) NOT NULL,
    digest character varying(64) NOT NULL,
    raw bytea NOT NULL,
    size integer NOT NULL,
    envelope jsonb NOT NULL,
    copies integer NOT NULL,
    state character varying(8) NOT NULL,
    outcome character varying(400) NOT NULL,
    attempts integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    processed_at timestamp with time zone,
    CONSTRAINT inbox_intake_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT inbox_intake_copies_check CHECK ((copies >= 0)),
    CONSTRAINT inbox_intake_size_check CHECK ((size >= 0))
);

ALTER TABLE public.inbox_intake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_intake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_message (
    id bigint NOT NULL,
    direction character varying(3) NOT NULL,
    channel character varying(16) NOT NULL,
    is_automatic boolean NOT NULL,
    author_name character varying(160) NOT NULL,
    author_address character varying(320) NOT NULL,
    subject character varying(998) NOT NULL,
    text text NOT NULL,
    quoted text NOT NULL,
    html text NOT NULL,
    "to" jsonb NOT NULL,
    cc jsonb NOT NULL,
    message_id character varying(255) NOT NULL,
    in_reply_to character varying(255) NOT NULL,
    "references" text NOT NULL,
    placed_because character varying(300) NOT NULL,
    authenticity jsonb NOT NULL,
    claimed_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    conversation_id bigint NOT NULL,
    customer_id bigint,
    intake_id bigint,
    teammate_id bigint,
    submission character varying(64) DEFAULT ''::character varying NOT NULL,
    merged_from bigint
);

ALTER TABLE public.inbox_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_note (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    conversation_id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    submission character varying(64) DEFAULT ''::character varying NOT NULL,
    merged_from bigint
);

ALTER TABLE public.inbox_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_pace (
    id bigint NOT NULL,
    address character varying(320) NOT NULL,
    acknowledged_at timestamp with time zone NOT NULL
);

ALTER TABLE public.inbox_pace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_pace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_participant (
    id bigint NOT NULL,
    address character varying(320) NOT NULL,
    name character varying(160) NOT NULL,
    is_copied boolean NOT NULL,
    conversation_id bigint NOT NULL,
    customer_id bigint
);

ALTER TABLE public.inbox_participant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_participant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.inbox_searchdocument (
    conversation_id bigint NOT NULL,
    words tsvector NOT NULL
);

CREATE TABLE public.inbox_storm (
    id bigint NOT NULL,
    address character varying(320) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    customer_id bigint NOT NULL
);

ALTER TABLE public.inbox_storm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inbox_storm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notify_choice (
    id bigint NOT NULL,
    kind character varying(60) NOT NULL,
    transport character varying(16) NOT NULL,
    is_on boolean NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.notify_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notify_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notify_delivery (
    id bigint NOT NULL,
    transport character varying(16) NOT NULL,
    state character varying(8) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    answer character varying(500) NOT NULL,
    is_permanent boolean NOT NULL,
    tried_at timestamp with time zone,
    sent_at timestamp with time zone,
    notice_id bigint NOT NULL,
    carrier_id bigint,
    is_held boolean NOT NULL,
    CONSTRAINT notify_delivery_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.notify_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notify_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notify_manner (
    id bigint NOT NULL,
    quiet_since time without time zone,
    quiet_until time without time zone,
    quiet_days character varying(7) NOT NULL,
    digest_above smallint NOT NULL,
    digest_for smallint NOT NULL,
    teammate_id bigint NOT NULL,
    CONSTRAINT notify_manner_digest_above_check CHECK ((digest_above >= 0)),
    CONSTRAINT notify_manner_digest_for_check CHECK ((digest_for >= 0))
);

ALTER TABLE public.notify_manner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notify_manner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notify_notice (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    kind character varying(60) NOT NULL,
    subject character varying(200) NOT NULL,
    text text NOT NULL,
    address character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    teammate_id bigint NOT NULL,
    about jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE public.notify_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notify_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notify_way (
    id bigint NOT NULL,
    transport character varying(16) NOT NULL,
    off_at timestamp with time zone,
    off_why character varying(500) NOT NULL,
    tested_at timestamp with time zone,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.notify_way ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notify_way_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.numbers_digest (
    id bigint NOT NULL,
    week_on date NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    teammate_id bigint NOT NULL,
    CONSTRAINT numbers_digest_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.numbers_digest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.numbers_digest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.numbers_fact (
    id bigint NOT NULL,
    kind smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    took integer,
    worked integer,
    is_good boolean,
    tier smallint NOT NULL,
    channel character varying(16) NOT NULL,
    conversation_id bigint NOT NULL,
    product_id bigint,
    teammate_id bigint,
    CONSTRAINT numbers_fact_kind_check CHECK ((kind >= 0)),
    CONSTRAINT numbers_fact_tier_check CHECK ((tier >= 0))
);

ALTER TABLE public.numbers_fact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.numbers_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.numbers_mark (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    label character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    address character varying(300) NOT NULL,
    made_by_id bigint
);

ALTER TABLE public.numbers_mark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.numbers_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.numbers_progress (
    id bigint NOT NULL,
    cluster character varying(40) NOT NULL,
    snapshot text NOT NULL,
    next_number bigint,
    counted_at timestamp with time zone,
    CONSTRAINT one_progress CHECK ((id = 1))
);

ALTER TABLE public.numbers_progress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.numbers_progress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.numbers_subscription (
    teammate_id bigint NOT NULL,
    is_on boolean NOT NULL
);

CREATE TABLE public.people_apitoken (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.people_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_company (
    id bigint NOT NULL,
    name character varying(160) NOT NULL,
    domain character varying(253) NOT NULL,
    domain_is_verified boolean NOT NULL,
    tier character varying(16) NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.people_company ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_company_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_customer (
    id bigint NOT NULL,
    name character varying(160) NOT NULL,
    timezone character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    company_id bigint,
    erased_at timestamp with time zone
);

ALTER TABLE public.people_customer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_customeraddress (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    value character varying(320) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    customer_id bigint NOT NULL
);

ALTER TABLE public.people_customeraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_customeraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_erasure (
    id bigint NOT NULL,
    why character varying(200) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    words jsonb NOT NULL,
    step character varying(60) NOT NULL,
    after bigint NOT NULL,
    done_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    customer_id bigint NOT NULL
);

ALTER TABLE public.people_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_product (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    team_id bigint
);

ALTER TABLE public.people_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_team (
    id bigint NOT NULL,
    name character varying(80) NOT NULL
);

ALTER TABLE public.people_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_teammate (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    role character varying(16) NOT NULL,
    timezone character varying(64) NOT NULL,
    signature text NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    team_id bigint,
    country character varying(16) NOT NULL
);

CREATE TABLE public.people_teammate_groups (
    id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.people_teammate_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_teammate_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.people_teammate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_teammate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_teammate_user_permissions (
    id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.people_teammate_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_teammate_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_workspace (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    acknowledges boolean NOT NULL,
    reply_promise character varying(120) NOT NULL,
    is_sample boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT one_workspace CHECK ((id = 1))
);

ALTER TABLE public.people_workspace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_workspace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.push_transport_browser (
    id bigint NOT NULL,
    endpoint character varying(1000) NOT NULL,
    p256dh character varying(100) NOT NULL,
    auth character varying(40) NOT NULL,
    label character varying(80) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.push_transport_browser ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.push_transport_browser_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.push_transport_vapid (
    id bigint NOT NULL,
    private_key text NOT NULL,
    public_key character varying(100) NOT NULL,
    CONSTRAINT one_vapid_key CHECK ((id = 1))
);

ALTER TABLE public.push_transport_vapid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.push_transport_vapid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_absence (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    is_all_day boolean NOT NULL,
    summary character varying(160) NOT NULL,
    uid character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    teammate_id bigint NOT NULL,
    calendar_id bigint,
    CONSTRAINT absence_has_a_length CHECK ((until_at > from_at))
);

ALTER TABLE public.rotation_absence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_absence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_absencecalendar (
    id bigint NOT NULL,
    url text NOT NULL,
    words character varying(200) NOT NULL,
    etag character varying(200) NOT NULL,
    last_modified character varying(80) NOT NULL,
    digest character varying(64) NOT NULL,
    fetched_at timestamp with time zone,
    failing_since_at timestamp with time zone,
    error character varying(400) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    added_by_id bigint NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.rotation_absencecalendar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_absencecalendar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_amendment (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    from_slot integer,
    until_at timestamp with time zone NOT NULL,
    until_slot integer,
    kind character varying(8) NOT NULL,
    why character varying(400) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    instead_of_id bigint,
    made_by_id bigint NOT NULL,
    revoked_by_id bigint,
    teammate_id bigint NOT NULL,
    ask_id bigint,
    rotation_id bigint NOT NULL,
    CONSTRAINT amendment_has_a_length CHECK ((until_at > from_at))
);

ALTER TABLE public.rotation_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_announcement (
    id bigint NOT NULL,
    role character varying(12) NOT NULL,
    stints jsonb NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    moves integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    rotation_id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    CONSTRAINT rotation_announcement_moves_check CHECK ((moves >= 0))
);

ALTER TABLE public.rotation_announcement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_announcement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_ask (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    from_slot integer,
    until_at timestamp with time zone NOT NULL,
    until_slot integer,
    kind character varying(8) NOT NULL,
    back_from_at timestamp with time zone,
    back_from_slot integer,
    back_until_at timestamp with time zone,
    back_until_slot integer,
    why character varying(400) NOT NULL,
    state character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    made_by_id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    to_id bigint,
    rotation_id bigint NOT NULL,
    CONSTRAINT ask_has_a_length CHECK ((until_at > from_at))
);

ALTER TABLE public.rotation_ask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_ask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_calendarfeed (
    id bigint NOT NULL,
    secret_digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    revoked_at timestamp with time zone,
    owner_id bigint NOT NULL,
    rotation_id bigint
);

ALTER TABLE public.rotation_calendarfeed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_calendarfeed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_feedentry (
    id bigint NOT NULL,
    uid character varying(120) NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    role character varying(12) NOT NULL,
    sequence integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    teammate_id bigint NOT NULL,
    rotation_id bigint NOT NULL,
    CONSTRAINT rotation_feedentry_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE public.rotation_feedentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_feedentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_layer (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    priority smallint NOT NULL,
    hours jsonb,
    timezone character varying(64) NOT NULL,
    anchor_on date,
    hands_over_at time without time zone,
    every smallint,
    unit character varying(8) NOT NULL,
    advance character varying(8) NOT NULL,
    rotation_id bigint NOT NULL,
    CONSTRAINT rotation_layer_every_check CHECK ((every >= 0))
);

ALTER TABLE public.rotation_layer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_layer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_lineup (
    id bigint NOT NULL,
    from_slot integer NOT NULL,
    why character varying(400) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    layer_id bigint NOT NULL,
    made_by_id bigint
);

ALTER TABLE public.rotation_lineup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_lineup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_lineupmember (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    lineup_id bigint NOT NULL,
    teammate_id bigint,
    CONSTRAINT rotation_lineupmember_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.rotation_lineupmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_lineupmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_loggedshift (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    role character varying(12) NOT NULL,
    because character varying(400) NOT NULL,
    was_absent boolean NOT NULL,
    teammate_id bigint NOT NULL,
    rotation_id bigint NOT NULL
);

ALTER TABLE public.rotation_loggedshift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_loggedshift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_planversion (
    id bigint NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT one_plan_version CHECK ((id = 1))
);

ALTER TABLE public.rotation_planversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_planversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_rotation (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    is_hero boolean NOT NULL,
    timezone character varying(64) NOT NULL,
    anchor_on date NOT NULL,
    hands_over_at time without time zone NOT NULL,
    every smallint NOT NULL,
    unit character varying(8) NOT NULL,
    advance character varying(8) NOT NULL,
    expression jsonb,
    announced_for smallint NOT NULL,
    frozen_until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    team_id bigint,
    CONSTRAINT rotation_every_at_least_one CHECK ((every >= 1)),
    CONSTRAINT rotation_rotation_announced_for_check CHECK ((announced_for >= 0)),
    CONSTRAINT rotation_rotation_every_check CHECK ((every >= 0))
);

ALTER TABLE public.rotation_rotation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_rotation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rotation_shadow (
    id bigint NOT NULL,
    from_slot integer NOT NULL,
    shifts smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    beside_id bigint,
    made_by_id bigint,
    rotation_id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    CONSTRAINT rotation_shadow_shifts_check CHECK ((shifts >= 0))
);

ALTER TABLE public.rotation_shadow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rotation_shadow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.shift_presence (
    teammate_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

CREATE TABLE public.shift_shiftrules (
    id bigint NOT NULL,
    follow_up_after interval NOT NULL,
    due_next_within interval NOT NULL,
    rotation_id bigint,
    CONSTRAINT one_row_of_shift_rules CHECK ((id = 1)),
    CONSTRAINT shift_rules_are_positive CHECK (((due_next_within > '00:00:00'::interval) AND (follow_up_after > '00:00:00'::interval)))
);

ALTER TABLE public.shift_shiftrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shift_shiftrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_culprit (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    kind character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    merged_into_id bigint,
    product_id bigint NOT NULL
);

ALTER TABLE public.studies_culprit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_culprit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_culpritaction (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(160) NOT NULL,
    link character varying(500) NOT NULL,
    "on" date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    culprit_id bigint NOT NULL,
    owner_id bigint
);

ALTER TABLE public.studies_culpritaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_culpritaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_drawn (
    id bigint NOT NULL,
    number bigint NOT NULL,
    key bigint NOT NULL,
    place integer NOT NULL,
    state character varying(8) NOT NULL,
    is_double boolean NOT NULL,
    why_not character varying(16) NOT NULL,
    conversation_id bigint,
    product_id bigint,
    replaces_id bigint,
    stratum_id bigint NOT NULL,
    study_id bigint NOT NULL,
    CONSTRAINT excluded_says_why CHECK (((((state)::text = 'excluded'::text) AND (NOT ((why_not)::text = ''::text))) OR ((NOT ((state)::text = 'excluded'::text)) AND ((why_not)::text = ''::text)))),
    CONSTRAINT studies_drawn_place_check CHECK ((place >= 0))
);

ALTER TABLE public.studies_drawn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_drawn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_modelhelp (
    id bigint NOT NULL,
    labels_digest character varying(64) NOT NULL,
    bars jsonb NOT NULL,
    texts integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    study_id bigint NOT NULL,
    CONSTRAINT studies_modelhelp_texts_check CHECK ((texts >= 0))
);

ALTER TABLE public.studies_modelhelp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_modelhelp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_reading (
    id bigint NOT NULL,
    is_unsure boolean NOT NULL,
    why_not character varying(16) NOT NULL,
    round smallint NOT NULL,
    note text NOT NULL,
    taken_at timestamp with time zone,
    lease_until timestamp with time zone,
    done_at timestamp with time zone,
    spent_for interval,
    culprit_id bigint,
    drawn_id bigint NOT NULL,
    reader_id bigint,
    CONSTRAINT done_with_one_verdict CHECK ((((culprit_id IS NULL) AND (done_at IS NULL) AND (NOT is_unsure) AND ((why_not)::text = ''::text)) OR ((done_at IS NOT NULL) AND (reader_id IS NOT NULL) AND (((culprit_id IS NOT NULL) AND (NOT is_unsure) AND ((why_not)::text = ''::text)) OR ((culprit_id IS NULL) AND is_unsure AND ((why_not)::text = ''::text)) OR ((culprit_id IS NULL) AND (NOT is_unsure) AND (NOT ((why_not)::text = ''::text))))))),
    CONSTRAINT studies_reading_round_check CHECK ((round >= 0))
);

ALTER TABLE public.studies_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_reportmail (
    id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    answer character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone,
    study_id bigint NOT NULL,
    teammate_id bigint NOT NULL,
    CONSTRAINT studies_reportmail_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.studies_reportmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_reportmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_series (
    id bigint NOT NULL,
    question character varying(200) NOT NULL,
    every character varying(8) NOT NULL,
    next_from_on date NOT NULL,
    timezone character varying(64) NOT NULL,
    filters jsonb NOT NULL,
    stratify_by character varying(8) NOT NULL,
    size integer NOT NULL,
    double_share double precision NOT NULL,
    stopped_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint,
    remind_after smallint DEFAULT 7 NOT NULL,
    CONSTRAINT studies_series_remind_after_check CHECK ((remind_after >= 0)),
    CONSTRAINT studies_series_size_check CHECK ((size >= 0))
);

ALTER TABLE public.studies_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_series_mailed_to (
    id bigint NOT NULL,
    series_id bigint NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.studies_series_mailed_to ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_series_mailed_to_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_series_products (
    id bigint NOT NULL,
    series_id bigint NOT NULL,
    product_id bigint NOT NULL
);

ALTER TABLE public.studies_series_products ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_series_products_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_series_readers (
    id bigint NOT NULL,
    series_id bigint NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.studies_series_readers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_series_readers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_settlement (
    id bigint NOT NULL,
    is_unsure boolean NOT NULL,
    why_not character varying(16) NOT NULL,
    note text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    culprit_id bigint,
    drawn_id bigint NOT NULL,
    CONSTRAINT settled_with_one_verdict CHECK ((((culprit_id IS NOT NULL) AND (NOT is_unsure) AND ((why_not)::text = ''::text)) OR ((culprit_id IS NULL) AND is_unsure AND ((why_not)::text = ''::text)) OR ((culprit_id IS NULL) AND (NOT is_unsure) AND (NOT ((why_not)::text = ''::text)))))
);

ALTER TABLE public.studies_settlement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_settlement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_share (
    id bigint NOT NULL,
    token_digest character varying(64) CONSTRAINT studies_share_token_not_null NOT NULL,
    shows_customers boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    revoked_by_id bigint,
    study_id bigint NOT NULL
);

ALTER TABLE public.studies_share ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_skip (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    drawn_id bigint NOT NULL,
    reader_id bigint NOT NULL
);

ALTER TABLE public.studies_skip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_skip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_stratum (
    id bigint NOT NULL,
    key character varying(16) NOT NULL,
    population integer NOT NULL,
    size integer NOT NULL,
    study_id bigint NOT NULL,
    CONSTRAINT studies_stratum_population_check CHECK ((population >= 0)),
    CONSTRAINT studies_stratum_size_check CHECK ((size >= 0))
);

ALTER TABLE public.studies_stratum ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_stratum_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_study (
    id bigint NOT NULL,
    question character varying(200) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    timezone character varying(64) NOT NULL,
    filters jsonb NOT NULL,
    stratify_by character varying(8) NOT NULL,
    seed bigint NOT NULL,
    size integer NOT NULL,
    double_share double precision NOT NULL,
    state character varying(8) NOT NULL,
    population integer,
    population_digest character varying(64) NOT NULL,
    drawn_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    created_by_id bigint,
    finished_by_id bigint,
    previous_id bigint,
    series_id bigint,
    CONSTRAINT studies_study_population_check CHECK ((population >= 0)),
    CONSTRAINT studies_study_size_check CHECK ((size >= 0)),
    CONSTRAINT study_double_share CHECK (((double_share >= (0.0)::double precision) AND (double_share <= (1.0)::double precision))),
    CONSTRAINT study_period CHECK ((until_on >= from_on))
);

ALTER TABLE public.studies_study ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_study_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_study_products (
    id bigint NOT NULL,
    study_id bigint NOT NULL,
    product_id bigint NOT NULL
);

ALTER TABLE public.studies_study_products ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_study_products_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_study_readers (
    id bigint NOT NULL,
    study_id bigint NOT NULL,
    teammate_id bigint NOT NULL
);

ALTER TABLE public.studies_study_readers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_study_readers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.studies_usagepoint (
    id bigint NOT NULL,
    measure character varying(60) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    amount numeric(24,4) NOT NULL,
    source character varying(16) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    set_by_id bigint,
    is_total boolean DEFAULT false NOT NULL,
    CONSTRAINT usage_is_sensible CHECK (((amount >= (0)::numeric) AND (until_on >= from_on)))
);

ALTER TABLE public.studies_usagepoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.studies_usagepoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.telling_untold (
    event_id bigint NOT NULL
);

CREATE TABLE public.telling_warned (
    clock_id bigint NOT NULL,
    stage smallint DEFAULT 0 NOT NULL,
    CONSTRAINT telling_warned_stage_check CHECK ((stage >= 0))
);

CREATE TABLE public.tiers_account (
    id bigint NOT NULL,
    source character varying(16) NOT NULL,
    external_id character varying(255) NOT NULL,
    name character varying(160) NOT NULL,
    domain character varying(253) NOT NULL,
    email character varying(320) NOT NULL,
    match character varying(16) NOT NULL,
    read_at timestamp with time zone NOT NULL,
    company_id bigint
);

ALTER TABLE public.tiers_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tiers_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tiers_agreement (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    external_id character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    monthly numeric(18,4),
    currency character varying(3) NOT NULL,
    since_on date,
    is_trial boolean NOT NULL,
    stage character varying(160) NOT NULL,
    is_open boolean NOT NULL,
    read_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);

ALTER TABLE public.tiers_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tiers_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tiers_notice (
    id bigint NOT NULL,
    source character varying(16) NOT NULL,
    external_id character varying(255) NOT NULL,
    kind character varying(80) NOT NULL,
    about character varying(255) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone
);

ALTER TABLE public.tiers_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tiers_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tiers_pin (
    id bigint NOT NULL,
    tier character varying(16) NOT NULL,
    until_on date NOT NULL,
    why character varying(200) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    company_id bigint NOT NULL,
    set_by_id bigint
);

ALTER TABLE public.tiers_pin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tiers_pin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tiers_ruleset (
    id bigint NOT NULL,
    rules jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL
);

ALTER TABLE public.tiers_ruleset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tiers_ruleset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tiers_sync (
    source character varying(16) NOT NULL,
    started_at timestamp with time zone,
    phase character varying(32) NOT NULL,
    cursor character varying(255) NOT NULL,
    pages integer NOT NULL,
    succeeded_at timestamp with time zone,
    again_at timestamp with time zone,
    is_refused boolean NOT NULL,
    failing_since_at timestamp with time zone,
    error character varying(400) NOT NULL
);

CREATE TABLE public.webhook_transport_webhook (
    id bigint NOT NULL,
    url character varying(500) NOT NULL,
    salt character varying(60) NOT NULL,
    teammate_id bigint
);

ALTER TABLE public.webhook_transport_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhook_transport_webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add mailbox', 1, 'add_mailbox'),
	(2, 'Can change mailbox', 1, 'change_mailbox'),
	(3, 'Can delete mailbox', 1, 'delete_mailbox'),
	(4, 'Can view mailbox', 1, 'view_mailbox'),
	(5, 'Can add support address', 2, 'add_supportaddress'),
	(6, 'Can change support address', 2, 'change_supportaddress'),
	(7, 'Can delete support address', 2, 'delete_supportaddress'),
	(8, 'Can view support address', 2, 'view_supportaddress'),
	(9, 'Can add outbox mail', 3, 'add_outboxmail'),
	(10, 'Can change outbox mail', 3, 'change_outboxmail'),
	(11, 'Can delete outbox mail', 3, 'delete_outboxmail'),
	(12, 'Can view outbox mail', 3, 'view_outboxmail'),
	(13, 'Can add browser', 4, 'add_browser'),
	(14, 'Can change browser', 4, 'change_browser'),
	(15, 'Can delete browser', 4, 'delete_browser'),
	(16, 'Can view browser', 4, 'view_browser'),
	(17, 'Can add vapid', 5, 'add_vapid'),
	(18, 'Can change vapid', 5, 'change_vapid'),
	(19, 'Can delete vapid', 5, 'delete_vapid'),
	(20, 'Can view vapid', 5, 'view_vapid'),
	(21, 'Can add webhook', 6, 'add_webhook'),
	(22, 'Can change webhook', 6, 'change_webhook'),
	(23, 'Can delete webhook', 6, 'delete_webhook'),
	(24, 'Can view webhook', 6, 'view_webhook'),
	(25, 'Can add rendered', 7, 'add_rendered'),
	(26, 'Can change rendered', 7, 'change_rendered'),
	(27, 'Can delete rendered', 7, 'delete_rendered'),
	(28, 'Can view rendered', 7, 'view_rendered'),
	(29, 'Can add subscription', 8, 'add_subscription'),
	(30, 'Can change subscription', 8, 'change_subscription'),
	(31, 'Can delete subscription', 8, 'delete_subscription'),
	(32, 'Can view subscription', 8, 'view_subscription'),
	(33, 'Can add progress', 9, 'add_progress'),
	(34, 'Can change progress', 9, 'change_progress'),
	(35, 'Can delete progress', 9, 'delete_progress'),
	(36, 'Can view progress', 9, 'view_progress'),
	(37, 'Can add digest', 10, 'add_digest'),
	(38, 'Can change digest', 10, 'change_digest'),
	(39, 'Can delete digest', 10, 'delete_digest'),
	(40, 'Can view digest', 10, 'view_digest'),
	(41, 'Can add fact', 11, 'add_fact'),
	(42, 'Can change fact', 11, 'change_fact'),
	(43, 'Can delete fact', 11, 'delete_fact'),
	(44, 'Can view fact', 11, 'view_fact'),
	(45, 'Can add mark', 12, 'add_mark'),
	(46, 'Can change mark', 12, 'change_mark'),
	(47, 'Can delete mark', 12, 'delete_mark'),
	(48, 'Can view mark', 12, 'view_mark'),
	(49, 'Can add stratum', 13, 'add_stratum'),
	(50, 'Can change stratum', 13, 'change_stratum'),
	(51, 'Can delete stratum', 13, 'delete_stratum'),
	(52, 'Can view stratum', 13, 'view_stratum'),
	(53, 'Can add culprit', 14, 'add_culprit'),
	(54, 'Can change culprit', 14, 'change_culprit'),
	(55, 'Can delete culprit', 14, 'delete_culprit'),
	(56, 'Can view culprit', 14, 'view_culprit'),
	(57, 'Can add culprit action', 15, 'add_culpritaction'),
	(58, 'Can change culprit action', 15, 'change_culpritaction'),
	(59, 'Can delete culprit action', 15, 'delete_culpritaction'),
	(60, 'Can view culprit action', 15, 'view_culpritaction'),
	(61, 'Can add drawn', 16, 'add_drawn'),
	(62, 'Can change drawn', 16, 'change_drawn'),
	(63, 'Can delete drawn', 16, 'delete_drawn'),
	(64, 'Can view drawn', 16, 'view_drawn'),
	(65, 'Can add reading', 17, 'add_reading'),
	(66, 'Can change reading', 17, 'change_reading'),
	(67, 'Can delete reading', 17, 'delete_reading'),
	(68, 'Can view reading', 17, 'view_reading'),
	(69, 'Can add series', 18, 'add_series'),
	(70, 'Can change series', 18, 'change_series'),
	(71, 'Can delete series', 18, 'delete_series'),
	(72, 'Can view series', 18, 'view_series'),
	(73, 'Can add settlement', 19, 'add_settlement'),
	(74, 'Can change settlement', 19, 'change_settlement'),
	(75, 'Can delete settlement', 19, 'delete_settlement'),
	(76, 'Can view settlement', 19, 'view_settlement'),
	(77, 'Can add skip', 20, 'add_skip'),
	(78, 'Can change skip', 20, 'change_skip'),
	(79, 'Can delete skip', 20, 'delete_skip'),
	(80, 'Can view skip', 20, 'view_skip'),
	(81, 'Can add study', 21, 'add_study'),
	(82, 'Can change study', 21, 'change_study'),
	(83, 'Can delete study', 21, 'delete_study'),
	(84, 'Can view study', 21, 'view_study'),
	(85, 'Can add share', 22, 'add_share'),
	(86, 'Can change share', 22, 'change_share'),
	(87, 'Can delete share', 22, 'delete_share'),
	(88, 'Can view share', 22, 'view_share'),
	(89, 'Can add usage point', 23, 'add_usagepoint'),
	(90, 'Can change usage point', 23, 'change_usagepoint'),
	(91, 'Can delete usage point', 23, 'delete_usagepoint'),
	(92, 'Can view usage point', 23, 'view_usagepoint'),
	(93, 'Can add model help', 24, 'add_modelhelp'),
	(94, 'Can change model help', 24, 'change_modelhelp'),
	(95, 'Can delete model help', 24, 'delete_modelhelp'),
	(96, 'Can view model help', 24, 'view_modelhelp'),
	(97, 'Can add report mail', 25, 'add_reportmail'),
	(98, 'Can change report mail', 25, 'change_reportmail'),
	(99, 'Can delete report mail', 25, 'delete_reportmail'),
	(100, 'Can view report mail', 25, 'view_reportmail'),
	(101, 'Can add presence', 26, 'add_presence'),
	(102, 'Can change presence', 26, 'change_presence'),
	(103, 'Can delete presence', 26, 'delete_presence'),
	(104, 'Can view presence', 26, 'view_presence'),
	(105, 'Can add shift rules', 27, 'add_shiftrules'),
	(106, 'Can change shift rules', 27, 'change_shiftrules'),
	(107, 'Can delete shift rules', 27, 'delete_shiftrules'),
	(108, 'Can view shift rules', 27, 'view_shiftrules'),
	(109, 'Can add untold', 28, 'add_untold'),
	(110, 'Can change untold', 28, 'change_untold'),
	(111, 'Can delete untold', 28, 'delete_untold'),
	(112, 'Can view untold', 28, 'view_untold'),
	(113, 'Can add warned', 29, 'add_warned'),
	(114, 'Can change warned', 29, 'change_warned'),
	(115, 'Can delete warned', 29, 'delete_warned'),
	(116, 'Can view warned', 29, 'view_warned'),
	(117, 'Can add handoff', 30, 'add_handoff'),
	(118, 'Can change handoff', 30, 'change_handoff'),
	(119, 'Can delete handoff', 30, 'delete_handoff'),
	(120, 'Can view handoff', 30, 'view_handoff'),
	(121, 'Can add handoff note', 31, 'add_handoffnote'),
	(122, 'Can change handoff note', 31, 'change_handoffnote'),
	(123, 'Can delete handoff note', 31, 'delete_handoffnote'),
	(124, 'Can view handoff note', 31, 'view_handoffnote'),
	(125, 'Can add conversation', 32, 'add_conversation'),
	(126, 'Can change conversation', 32, 'change_conversation'),
	(127, 'Can delete conversation', 32, 'delete_conversation'),
	(128, 'Can view conversation', 32, 'view_conversation'),
	(129, 'Can add pace', 33, 'add_pace'),
	(130, 'Can change pace', 33, 'change_pace'),
	(131, 'Can delete pace', 33, 'delete_pace'),
	(132, 'Can view pace', 33, 'view_pace'),
	(133, 'Can add intake', 34, 'add_intake'),
	(134, 'Can change intake', 34, 'change_intake'),
	(135, 'Can delete intake', 34, 'delete_intake'),
	(136, 'Can view intake', 34, 'view_intake'),
	(137, 'Can add message', 35, 'add_message'),
	(138, 'Can change message', 35, 'change_message'),
	(139, 'Can delete message', 35, 'delete_message'),
	(140, 'Can view message', 35, 'view_message'),
	(141, 'Can add dispatch', 36, 'add_dispatch'),
	(142, 'Can change dispatch', 36, 'change_dispatch'),
	(143, 'Can delete dispatch', 36, 'delete_dispatch'),
	(144, 'Can view dispatch', 36, 'view_dispatch'),
	(145, 'Can add note', 37, 'add_note'),
	(146, 'Can change note', 37, 'change_note'),
	(147, 'Can delete note', 37, 'delete_note'),
	(148, 'Can view note', 37, 'view_note'),
	(149, 'Can add attachment', 38, 'add_attachment'),
	(150, 'Can change attachment', 38, 'change_attachment'),
	(151, 'Can delete attachment', 38, 'delete_attachment'),
	(152, 'Can view attachment', 38, 'view_attachment'),
	(153, 'Can add participant', 39, 'add_participant'),
	(154, 'Can change participant', 39, 'change_participant'),
	(155, 'Can delete participant', 39, 'delete_participant'),
	(156, 'Can view participant', 39, 'view_participant'),
	(157, 'Can add storm', 40, 'add_storm'),
	(158, 'Can change storm', 40, 'change_storm'),
	(159, 'Can delete storm', 40, 'delete_storm'),
	(160, 'Can view storm', 40, 'view_storm'),
	(161, 'Can add search document', 41, 'add_searchdocument'),
	(162, 'Can change search document', 41, 'change_searchdocument'),
	(163, 'Can delete search document', 41, 'delete_searchdocument'),
	(164, 'Can view search document', 41, 'view_searchdocument'),
	(165, 'Can add categorisation', 42, 'add_categorisation'),
	(166, 'Can change categorisation', 42, 'change_categorisation'),
	(167, 'Can delete categorisation', 42, 'delete_categorisation'),
	(168, 'Can view categorisation', 42, 'view_categorisation'),
	(169, 'Can add category', 43, 'add_category'),
	(170, 'Can change category', 43, 'change_category'),
	(171, 'Can delete category', 43, 'delete_category'),
	(172, 'Can view category', 43, 'view_category'),
	(173, 'Can add clock', 44, 'add_clock'),
	(174, 'Can change clock', 44, 'change_clock'),
	(175, 'Can delete clock', 44, 'delete_clock'),
	(176, 'Can view clock', 44, 'view_clock'),
	(177, 'Can add clock interval', 45, 'add_clockinterval'),
	(178, 'Can change clock interval', 45, 'change_clockinterval'),
	(179, 'Can delete clock interval', 45, 'delete_clockinterval'),
	(180, 'Can view clock interval', 45, 'view_clockinterval'),
	(181, 'Can add clock rules', 46, 'add_clockrules'),
	(182, 'Can change clock rules', 46, 'change_clockrules'),
	(183, 'Can delete clock rules', 46, 'delete_clockrules'),
	(184, 'Can view clock rules', 46, 'view_clockrules'),
	(185, 'Can add layer', 47, 'add_layer'),
	(186, 'Can change layer', 47, 'change_layer'),
	(187, 'Can delete layer', 47, 'delete_layer'),
	(188, 'Can view layer', 47, 'view_layer'),
	(189, 'Can add absence calendar', 48, 'add_absencecalendar'),
	(190, 'Can change absence calendar', 48, 'change_absencecalendar'),
	(191, 'Can delete absence calendar', 48, 'delete_absencecalendar'),
	(192, 'Can view absence calendar', 48, 'view_absencecalendar'),
	(193, 'Can add absence', 49, 'add_absence'),
	(194, 'Can change absence', 49, 'change_absence'),
	(195, 'Can delete absence', 49, 'delete_absence'),
	(196, 'Can view absence', 49, 'view_absence'),
	(197, 'Can add lineup', 50, 'add_lineup'),
	(198, 'Can change lineup', 50, 'change_lineup'),
	(199, 'Can delete lineup', 50, 'delete_lineup'),
	(200, 'Can view lineup', 50, 'view_lineup'),
	(201, 'Can add lineup member', 51, 'add_lineupmember'),
	(202, 'Can change lineup member', 51, 'change_lineupmember'),
	(203, 'Can delete lineup member', 51, 'delete_lineupmember'),
	(204, 'Can view lineup member', 51, 'view_lineupmember'),
	(205, 'Can add plan version', 52, 'add_planversion'),
	(206, 'Can change plan version', 52, 'change_planversion'),
	(207, 'Can delete plan version', 52, 'delete_planversion'),
	(208, 'Can view plan version', 52, 'view_planversion'),
	(209, 'Can add rotation', 53, 'add_rotation'),
	(210, 'Can change rotation', 53, 'change_rotation'),
	(211, 'Can delete rotation', 53, 'delete_rotation'),
	(212, 'Can view rotation', 53, 'view_rotation'),
	(213, 'Can add logged shift', 54, 'add_loggedshift'),
	(214, 'Can change logged shift', 54, 'change_loggedshift'),
	(215, 'Can delete logged shift', 54, 'delete_loggedshift'),
	(216, 'Can view logged shift', 54, 'view_loggedshift'),
	(217, 'Can add feed entry', 55, 'add_feedentry'),
	(218, 'Can change feed entry', 55, 'change_feedentry'),
	(219, 'Can delete feed entry', 55, 'delete_feedentry'),
	(220, 'Can view feed entry', 55, 'view_feedentry'),
	(221, 'Can add calendar feed', 56, 'add_calendarfeed'),
	(222, 'Can change calendar feed', 56, 'change_calendarfeed'),
	(223, 'Can delete calendar feed', 56, 'delete_calendarfeed'),
	(224, 'Can view calendar feed', 56, 'view_calendarfeed'),
	(225, 'Can add ask', 57, 'add_ask'),
	(226, 'Can change ask', 57, 'change_ask'),
	(227, 'Can delete ask', 57, 'delete_ask'),
	(228, 'Can view ask', 57, 'view_ask'),
	(229, 'Can add amendment', 58, 'add_amendment'),
	(230, 'Can change amendment', 58, 'change_amendment'),
	(231, 'Can delete amendment', 58, 'delete_amendment'),
	(232, 'Can view amendment', 58, 'view_amendment'),
	(233, 'Can add shadow', 59, 'add_shadow'),
	(234, 'Can change shadow', 59, 'change_shadow'),
	(235, 'Can delete shadow', 59, 'delete_shadow'),
	(236, 'Can view shadow', 59, 'view_shadow'),
	(237, 'Can add announcement', 60, 'add_announcement'),
	(238, 'Can change announcement', 60, 'change_announcement'),
	(239, 'Can delete announcement', 60, 'delete_announcement'),
	(240, 'Can view announcement', 60, 'view_announcement'),
	(241, 'Can add notice', 61, 'add_notice'),
	(242, 'Can change notice', 61, 'change_notice'),
	(243, 'Can delete notice', 61, 'delete_notice'),
	(244, 'Can view notice', 61, 'view_notice'),
	(245, 'Can add delivery', 62, 'add_delivery'),
	(246, 'Can change delivery', 62, 'change_delivery'),
	(247, 'Can delete delivery', 62, 'delete_delivery'),
	(248, 'Can view delivery', 62, 'view_delivery'),
	(249, 'Can add choice', 63, 'add_choice'),
	(250, 'Can change choice', 63, 'change_choice'),
	(251, 'Can delete choice', 63, 'delete_choice'),
	(252, 'Can view choice', 63, 'view_choice'),
	(253, 'Can add manner', 64, 'add_manner'),
	(254, 'Can change manner', 64, 'change_manner'),
	(255, 'Can delete manner', 64, 'delete_manner'),
	(256, 'Can view manner', 64, 'view_manner'),
	(257, 'Can add way', 65, 'add_way'),
	(258, 'Can change way', 65, 'change_way'),
	(259, 'Can delete way', 65, 'delete_way'),
	(260, 'Can view way', 65, 'view_way'),
	(261, 'Can add sync', 66, 'add_sync'),
	(262, 'Can change sync', 66, 'change_sync'),
	(263, 'Can delete sync', 66, 'delete_sync'),
	(264, 'Can view sync', 66, 'view_sync'),
	(265, 'Can add account', 67, 'add_account'),
	(266, 'Can change account', 67, 'change_account'),
	(267, 'Can delete account', 67, 'delete_account'),
	(268, 'Can view account', 67, 'view_account'),
	(269, 'Can add agreement', 68, 'add_agreement'),
	(270, 'Can change agreement', 68, 'change_agreement'),
	(271, 'Can delete agreement', 68, 'delete_agreement'),
	(272, 'Can view agreement', 68, 'view_agreement'),
	(273, 'Can add notice', 69, 'add_notice'),
	(274, 'Can change notice', 69, 'change_notice'),
	(275, 'Can delete notice', 69, 'delete_notice'),
	(276, 'Can view notice', 69, 'view_notice'),
	(277, 'Can add pin', 70, 'add_pin'),
	(278, 'Can change pin', 70, 'change_pin'),
	(279, 'Can delete pin', 70, 'delete_pin'),
	(280, 'Can view pin', 70, 'view_pin'),
	(281, 'Can add rule set', 71, 'add_ruleset'),
	(282, 'Can change rule set', 71, 'change_ruleset'),
	(283, 'Can delete rule set', 71, 'delete_ruleset'),
	(284, 'Can view rule set', 71, 'view_ruleset'),
	(285, 'Can add hours version', 72, 'add_hoursversion'),
	(286, 'Can change hours version', 72, 'change_hoursversion'),
	(287, 'Can delete hours version', 72, 'delete_hoursversion'),
	(288, 'Can view hours version', 72, 'view_hoursversion'),
	(289, 'Can add working calendar', 73, 'add_workingcalendar'),
	(290, 'Can change working calendar', 73, 'change_workingcalendar'),
	(291, 'Can delete working calendar', 73, 'delete_workingcalendar'),
	(292, 'Can view working calendar', 73, 'view_workingcalendar'),
	(293, 'Can add calendar of team', 74, 'add_calendarofteam'),
	(294, 'Can change calendar of team', 74, 'change_calendarofteam'),
	(295, 'Can delete calendar of team', 74, 'delete_calendarofteam'),
	(296, 'Can view calendar of team', 74, 'view_calendarofteam'),
	(297, 'Can add freeze', 75, 'add_freeze'),
	(298, 'Can change freeze', 75, 'change_freeze'),
	(299, 'Can delete freeze', 75, 'delete_freeze'),
	(300, 'Can view freeze', 75, 'view_freeze'),
	(301, 'Can add closure', 76, 'add_closure'),
	(302, 'Can change closure', 76, 'change_closure'),
	(303, 'Can delete closure', 76, 'delete_closure'),
	(304, 'Can view closure', 76, 'view_closure'),
	(305, 'Can add team', 77, 'add_team'),
	(306, 'Can change team', 77, 'change_team'),
	(307, 'Can delete team', 77, 'delete_team'),
	(308, 'Can view team', 77, 'view_team'),
	(309, 'Can add teammate', 78, 'add_teammate'),
	(310, 'Can change teammate', 78, 'change_teammate'),
	(311, 'Can delete teammate', 78, 'delete_teammate'),
	(312, 'Can view teammate', 78, 'view_teammate'),
	(313, 'Can add api token', 79, 'add_apitoken'),
	(314, 'Can change api token', 79, 'change_apitoken'),
	(315, 'Can delete api token', 79, 'delete_apitoken'),
	(316, 'Can view api token', 79, 'view_apitoken'),
	(317, 'Can add company', 80, 'add_company'),
	(318, 'Can change company', 80, 'change_company'),
	(319, 'Can delete company', 80, 'delete_company'),
	(320, 'Can view company', 80, 'view_company'),
	(321, 'Can add customer', 81, 'add_customer'),
	(322, 'Can change customer', 81, 'change_customer'),
	(323, 'Can delete customer', 81, 'delete_customer'),
	(324, 'Can view customer', 81, 'view_customer'),
	(325, 'Can add product', 82, 'add_product'),
	(326, 'Can change product', 82, 'change_product'),
	(327, 'Can delete product', 82, 'delete_product'),
	(328, 'Can view product', 82, 'view_product'),
	(329, 'Can add workspace', 83, 'add_workspace'),
	(330, 'Can change workspace', 83, 'change_workspace'),
	(331, 'Can delete workspace', 83, 'delete_workspace'),
	(332, 'Can view workspace', 83, 'view_workspace'),
	(333, 'Can add customer address', 84, 'add_customeraddress'),
	(334, 'Can change customer address', 84, 'change_customeraddress'),
	(335, 'Can delete customer address', 84, 'delete_customeraddress'),
	(336, 'Can view customer address', 84, 'view_customeraddress'),
	(337, 'Can add erasure', 85, 'add_erasure'),
	(338, 'Can change erasure', 85, 'change_erasure'),
	(339, 'Can delete erasure', 85, 'delete_erasure'),
	(340, 'Can view erasure', 85, 'view_erasure'),
	(341, 'Can add event', 86, 'add_event'),
	(342, 'Can change event', 86, 'change_event'),
	(343, 'Can delete event', 86, 'delete_event'),
	(344, 'Can view event', 86, 'view_event'),
	(345, 'Can add email address', 87, 'add_emailaddress'),
	(346, 'Can change email address', 87, 'change_emailaddress'),
	(347, 'Can delete email address', 87, 'delete_emailaddress'),
	(348, 'Can view email address', 87, 'view_emailaddress'),
	(349, 'Can add email confirmation', 88, 'add_emailconfirmation'),
	(350, 'Can change email confirmation', 88, 'change_emailconfirmation'),
	(351, 'Can delete email confirmation', 88, 'delete_emailconfirmation'),
	(352, 'Can view email confirmation', 88, 'view_emailconfirmation'),
	(353, 'Can add authenticator', 89, 'add_authenticator'),
	(354, 'Can change authenticator', 89, 'change_authenticator'),
	(355, 'Can delete authenticator', 89, 'delete_authenticator'),
	(356, 'Can view authenticator', 89, 'view_authenticator'),
	(357, 'Can add procrastinate event', 90, 'add_procrastinateevent'),
	(358, 'Can change procrastinate event', 90, 'change_procrastinateevent'),
	(359, 'Can delete procrastinate event', 90, 'delete_procrastinateevent'),
	(360, 'Can view procrastinate event', 90, 'view_procrastinateevent'),
	(361, 'Can add procrastinate job', 91, 'add_procrastinatejob'),
	(362, 'Can change procrastinate job', 91, 'change_procrastinatejob'),
	(363, 'Can delete procrastinate job', 91, 'delete_procrastinatejob'),
	(364, 'Can view procrastinate job', 91, 'view_procrastinatejob'),
	(365, 'Can add procrastinate periodic defer', 92, 'add_procrastinateperiodicdefer'),
	(366, 'Can change procrastinate periodic defer', 92, 'change_procrastinateperiodicdefer'),
	(367, 'Can delete procrastinate periodic defer', 92, 'delete_procrastinateperiodicdefer'),
	(368, 'Can view procrastinate periodic defer', 92, 'view_procrastinateperiodicdefer'),
	(369, 'Can add procrastinate worker', 93, 'add_procrastinateworker'),
	(370, 'Can change procrastinate worker', 93, 'change_procrastinateworker'),
	(371, 'Can delete procrastinate worker', 93, 'delete_procrastinateworker'),
	(372, 'Can view procrastinate worker', 93, 'view_procrastinateworker'),
	(373, 'Can add permission', 94, 'add_permission'),
	(374, 'Can change permission', 94, 'change_permission'),
	(375, 'Can delete permission', 94, 'delete_permission'),
	(376, 'Can view permission', 94, 'view_permission'),
	(377, 'Can add group', 95, 'add_group'),
	(378, 'Can change group', 95, 'change_group'),
	(379, 'Can delete group', 95, 'delete_group'),
	(380, 'Can view group', 95, 'view_group'),
	(381, 'Can add content type', 96, 'add_contenttype'),
	(382, 'Can change content type', 96, 'change_contenttype'),
	(383, 'Can delete content type', 96, 'delete_contenttype'),
	(384, 'Can view content type', 96, 'view_contenttype'),
	(385, 'Can add session', 97, 'add_session'),
	(386, 'Can change session', 97, 'change_session'),
	(387, 'Can delete session', 97, 'delete_session'),
	(388, 'Can view session', 97, 'view_session');

INSERT INTO public.django_content_type VALUES
	(1, 'email_channel', 'mailbox'),
	(2, 'email_channel', 'supportaddress'),
	(3, 'email_channel', 'outboxmail'),
	(4, 'push_transport', 'browser'),
	(5, 'push_transport', 'vapid'),
	(6, 'webhook_transport', 'webhook'),
	(7, 'charts', 'rendered'),
	(8, 'numbers', 'subscription'),
	(9, 'numbers', 'progress'),
	(10, 'numbers', 'digest'),
	(11, 'numbers', 'fact'),
	(12, 'numbers', 'mark'),
	(13, 'studies', 'stratum'),
	(14, 'studies', 'culprit'),
	(15, 'studies', 'culpritaction'),
	(16, 'studies', 'drawn'),
	(17, 'studies', 'reading'),
	(18, 'studies', 'series'),
	(19, 'studies', 'settlement'),
	(20, 'studies', 'skip'),
	(21, 'studies', 'study'),
	(22, 'studies', 'share'),
	(23, 'studies', 'usagepoint'),
	(24, 'studies', 'modelhelp'),
	(25, 'studies', 'reportmail'),
	(26, 'shift', 'presence'),
	(27, 'shift', 'shiftrules'),
	(28, 'telling', 'untold'),
	(29, 'telling', 'warned'),
	(30, 'handoffs', 'handoff'),
	(31, 'handoffs', 'handoffnote'),
	(32, 'inbox', 'conversation'),
	(33, 'inbox', 'pace'),
	(34, 'inbox', 'intake'),
	(35, 'inbox', 'message'),
	(36, 'inbox', 'dispatch'),
	(37, 'inbox', 'note'),
	(38, 'inbox', 'attachment'),
	(39, 'inbox', 'participant'),
	(40, 'inbox', 'storm'),
	(41, 'inbox', 'searchdocument'),
	(42, 'inbox', 'categorisation'),
	(43, 'inbox', 'category'),
	(44, 'inbox', 'clock'),
	(45, 'inbox', 'clockinterval'),
	(46, 'inbox', 'clockrules'),
	(47, 'rotation', 'layer'),
	(48, 'rotation', 'absencecalendar'),
	(49, 'rotation', 'absence'),
	(50, 'rotation', 'lineup'),
	(51, 'rotation', 'lineupmember'),
	(52, 'rotation', 'planversion'),
	(53, 'rotation', 'rotation'),
	(54, 'rotation', 'loggedshift'),
	(55, 'rotation', 'feedentry'),
	(56, 'rotation', 'calendarfeed'),
	(57, 'rotation', 'ask'),
	(58, 'rotation', 'amendment'),
	(59, 'rotation', 'shadow'),
	(60, 'rotation', 'announcement'),
	(61, 'notify', 'notice'),
	(62, 'notify', 'delivery'),
	(63, 'notify', 'choice'),
	(64, 'notify', 'manner'),
	(65, 'notify', 'way'),
	(66, 'tiers', 'sync'),
	(67, 'tiers', 'account'),
	(68, 'tiers', 'agreement'),
	(69, 'tiers', 'notice'),
	(70, 'tiers', 'pin'),
	(71, 'tiers', 'ruleset'),
	(72, 'hours', 'hoursversion'),
	(73, 'hours', 'workingcalendar'),
	(74, 'hours', 'calendarofteam'),
	(75, 'hours', 'freeze'),
	(76, 'hours', 'closure'),
	(77, 'people', 'team'),
	(78, 'people', 'teammate'),
	(79, 'people', 'apitoken'),
	(80, 'people', 'company'),
	(81, 'people', 'customer'),
	(82, 'people', 'product'),
	(83, 'people', 'workspace'),
	(84, 'people', 'customeraddress'),
	(85, 'people', 'erasure'),
	(86, 'events', 'event'),
	(87, 'account', 'emailaddress'),
	(88, 'account', 'emailconfirmation'),
	(89, 'mfa', 'authenticator'),
	(90, 'procrastinate', 'procrastinateevent'),
	(91, 'procrastinate', 'procrastinatejob'),
	(92, 'procrastinate', 'procrastinateperiodicdefer'),
	(93, 'procrastinate', 'procrastinateworker'),
	(94, 'auth', 'permission'),
	(95, 'auth', 'group'),
	(96, 'contenttypes', 'contenttype'),
	(97, 'sessions', 'session');

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', now()),
	(2, 'contenttypes', '0002_remove_content_type_name', now()),
	(3, 'auth', '0001_initial', now()),
	(4, 'auth', '0002_alter_permission_name_max_length', now()),
	(5, 'auth', '0003_alter_user_email_max_length', now()),
	(6, 'auth', '0004_alter_user_username_opts', now()),
	(7, 'auth', '0005_alter_user_last_login_null', now()),
	(8, 'auth', '0006_require_contenttypes_0002', now()),
	(9, 'auth', '0007_alter_validators_add_error_messages', now()),
	(10, 'auth', '0008_alter_user_username_max_length', now()),
	(11, 'auth', '0009_alter_user_last_name_max_length', now()),
	(12, 'auth', '0010_alter_group_name_max_length', now()),
	(13, 'auth', '0011_update_proxy_permissions', now()),
	(14, 'auth', '0012_alter_user_first_name_max_length', now()),
	(15, 'people', '0001_initial', now()),
	(16, 'account', '0001_initial', now()),
	(17, 'account', '0002_email_max_length', now()),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', now()),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', now()),
	(20, 'account', '0005_emailaddress_idx_upper_email', now()),
	(21, 'account', '0006_emailaddress_lower', now()),
	(22, 'account', '0007_emailaddress_idx_email', now()),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', now()),
	(24, 'account', '0009_emailaddress_unique_primary_email', now()),
	(25, 'charts', '0001_initial', now()),
	(26, 'inbox', '0001_initial', now()),
	(27, 'email_channel', '0001_initial', now()),
	(28, 'email_channel', '0002_outbox', now()),
	(29, 'email_channel', '0003_mailbox_starts_on', now()),
	(30, 'events', '0001_initial', now()),
	(31, 'people', '0002_teammate_country', now()),
	(32, 'rotation', '0001_initial', now()),
	(33, 'rotation', '0002_announcement', now()),
	(34, 'inbox', '0002_one_per_submission', now()),
	(35, 'handoffs', '0001_initial', now()),
	(36, 'hours', '0001_initial', now()),
	(37, 'inbox', '0003_clocks', now()),
	(38, 'inbox', '0004_places_in_the_queue', now()),
	(39, 'inbox', '0005_order_of_the_queue', now()),
	(40, 'inbox', '0006_woken', now()),
	(41, 'inbox', '0007_merged_from', now()),
	(42, 'inbox', '0008_calendar_of_a_stretch', now()),
	(43, 'inbox', '0009_snoozed_mine', now()),
	(44, 'mfa', '0001_initial', now()),
	(45, 'mfa', '0002_authenticator_timestamps', now()),
	(46, 'mfa', '0003_authenticator_type_uniq', now()),
	(47, 'notify', '0001_initial', now()),
	(48, 'notify', '0002_being_told', now()),
	(49, 'notify', '0003_about', now()),
	(50, 'numbers', '0001_initial', now()),
	(51, 'people', '0003_erasure', now()),
	(52, 'procrastinate', '0001_initial', now()),
	(53, 'procrastinate', '0002_drop_started_at_column', now()),
	(54, 'procrastinate', '0003_drop_started_at_column', now()),
	(55, 'procrastinate', '0004_drop_procrastinate_version_table', now()),
	(56, 'procrastinate', '0005_fix_procrastinate_fetch_job', now()),
	(57, 'procrastinate', '0006_fix_trigger_status_events_insert', now()),
	(58, 'procrastinate', '0007_add_queueing_lock_column', now()),
	(59, 'procrastinate', '0008_close_fetch_job_race_condition', now()),
	(60, 'procrastinate', '0009_add_defer_job_function', now()),
	(61, 'procrastinate', '0010_add_procrastinate_periodic_defers', now()),
	(62, 'procrastinate', '0011_add_foreign_key_index', now()),
	(63, 'procrastinate', '0012_add_locks_to_periodic_defer', now()),
	(64, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', now()),
	(65, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', now()),
	(66, 'procrastinate', '0015_add_trigger_on_job_deletion', now()),
	(67, 'procrastinate', '0016_delete_finished_jobs', now()),
	(68, 'procrastinate', '0017_add_checks_to_finish_job', now()),
	(69, 'procrastinate', '0018_add_checks_to_retry_job', now()),
	(70, 'procrastinate', '0019_fix_finish_job_compat_issue', now()),
	(71, 'procrastinate', '0020_add_index_on_procrastinate_jobs', now()),
	(72, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', now()),
	(73, 'procrastinate', '0022_null_locks_excluded', now()),
	(74, 'procrastinate', '0023_remove_old_finish_job_function', now()),
	(75, 'procrastinate', '0024_job_id_bigint', now()),
	(76, 'procrastinate', '0025_add_models', now()),
	(77, 'procrastinate', '0026_add_job_priority', now()),
	(78, 'procrastinate', '0027_add_periodic_job_priority', now()),
	(79, 'procrastinate', '0028_add_cancel_states', now()),
	(80, 'procrastinate', '0029_add_additional_params_to_retry_job', now()),
	(81, 'procrastinate', '0030_alter_procrastinateevent_options', now()),
	(82, 'procrastinate', '0031_add_indexes_for_fetch_job', now()),
	(83, 'procrastinate', '0032_pre_cancel_notification', now()),
	(84, 'procrastinate', '0033_post_cancel_notification', now()),
	(85, 'procrastinate', '0034_pre_add_heartbeat', now()),
	(86, 'procrastinate', '0035_post_add_heartbeat', now()),
	(87, 'procrastinate', '0036_add_worker_model', now()),
	(88, 'procrastinate', '0037_pre_batch_defer_jobs', now()),
	(89, 'procrastinate', '0038_post_batch_defer_jobs', now()),
	(90, 'procrastinate', '0039_pre_priority_lock_fetch_job', now()),
	(91, 'procrastinate', '0040_pre_retry_failed_job', now()),
	(92, 'procrastinate', '0041_post_retry_failed_job', now()),
	(93, 'push_transport', '0001_initial', now()),
	(94, 'sessions', '0001_initial', now()),
	(95, 'shift', '0001_presence_and_rules', now()),
	(96, 'studies', '0001_initial', now()),
	(97, 'studies', '0002_model_help_and_share_digests', now()),
	(98, 'studies', '0003_usage_totals', now()),
	(99, 'studies', '0004_series_and_their_mails', now()),
	(100, 'telling', '0001_initial', now()),
	(101, 'tiers', '0001_initial', now()),
	(102, 'tiers', '0002_tiers_that_were_set_before', now()),
	(103, 'webhook_transport', '0001_initial', now());

SELECT pg_catalog.setval('public.auth_permission_id_seq', 388, true);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 97, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 103, true);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.charts_rendered
    ADD CONSTRAINT charts_rendered_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT drawn_once UNIQUE (study_id, number);

ALTER TABLE ONLY public.email_channel_mailbox
    ADD CONSTRAINT email_channel_mailbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.email_channel_outboxmail
    ADD CONSTRAINT email_channel_outboxmail_dispatch_id_key UNIQUE (dispatch_id);

ALTER TABLE ONLY public.email_channel_outboxmail
    ADD CONSTRAINT email_channel_outboxmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.email_channel_supportaddress
    ADD CONSTRAINT email_channel_supportaddress_address_key UNIQUE (address);

ALTER TABLE ONLY public.email_channel_supportaddress
    ADD CONSTRAINT email_channel_supportaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.events_event
    ADD CONSTRAINT events_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_note_id_key UNIQUE (note_id);

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hours_calendarofteam
    ADD CONSTRAINT hours_calendarofteam_pkey PRIMARY KEY (team_id);

ALTER TABLE ONLY public.hours_closure
    ADD CONSTRAINT hours_closure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hours_freeze
    ADD CONSTRAINT hours_freeze_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hours_hoursversion
    ADD CONSTRAINT hours_hoursversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hours_workingcalendar
    ADD CONSTRAINT hours_workingcalendar_name_key UNIQUE (name);

ALTER TABLE ONLY public.hours_workingcalendar
    ADD CONSTRAINT hours_workingcalendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_attachment
    ADD CONSTRAINT inbox_attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_categorisation
    ADD CONSTRAINT inbox_categorisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_category
    ADD CONSTRAINT inbox_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_clock
    ADD CONSTRAINT inbox_clock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_clockinterval
    ADD CONSTRAINT inbox_clockinterval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_clockrules
    ADD CONSTRAINT inbox_clockrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_dispatch
    ADD CONSTRAINT inbox_dispatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_intake
    ADD CONSTRAINT inbox_intake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_message
    ADD CONSTRAINT inbox_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_note
    ADD CONSTRAINT inbox_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_pace
    ADD CONSTRAINT inbox_pace_address_key UNIQUE (address);

ALTER TABLE ONLY public.inbox_pace
    ADD CONSTRAINT inbox_pace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_participant
    ADD CONSTRAINT inbox_participant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox_searchdocument
    ADD CONSTRAINT inbox_searchdocument_pkey PRIMARY KEY (conversation_id);

ALTER TABLE ONLY public.inbox_storm
    ADD CONSTRAINT inbox_storm_customer_id_key UNIQUE (customer_id);

ALTER TABLE ONLY public.inbox_storm
    ADD CONSTRAINT inbox_storm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notify_choice
    ADD CONSTRAINT notify_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notify_delivery
    ADD CONSTRAINT notify_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notify_manner
    ADD CONSTRAINT notify_manner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notify_manner
    ADD CONSTRAINT notify_manner_teammate_id_key UNIQUE (teammate_id);

ALTER TABLE ONLY public.notify_notice
    ADD CONSTRAINT notify_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notify_way
    ADD CONSTRAINT notify_way_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.numbers_digest
    ADD CONSTRAINT numbers_digest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.numbers_fact
    ADD CONSTRAINT numbers_fact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.numbers_mark
    ADD CONSTRAINT numbers_mark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.numbers_progress
    ADD CONSTRAINT numbers_progress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.numbers_subscription
    ADD CONSTRAINT numbers_subscription_pkey PRIMARY KEY (teammate_id);

ALTER TABLE ONLY public.rotation_lineupmember
    ADD CONSTRAINT once_in_a_position UNIQUE NULLS NOT DISTINCT (lineup_id, "position", teammate_id);

ALTER TABLE ONLY public.rotation_absencecalendar
    ADD CONSTRAINT one_absence_calendar_per_url UNIQUE (teammate_id, url);

ALTER TABLE ONLY public.tiers_account
    ADD CONSTRAINT one_account_per_external_id UNIQUE (source, external_id);

ALTER TABLE ONLY public.tiers_agreement
    ADD CONSTRAINT one_agreement_per_external_id UNIQUE (account_id, kind, external_id);

ALTER TABLE ONLY public.inbox_categorisation
    ADD CONSTRAINT one_categorisation UNIQUE (conversation_id, category_id);

ALTER TABLE ONLY public.notify_choice
    ADD CONSTRAINT one_choice_each UNIQUE (teammate_id, kind, transport);

ALTER TABLE ONLY public.people_customeraddress
    ADD CONSTRAINT one_customer_per_address UNIQUE (kind, value);

ALTER TABLE ONLY public.notify_delivery
    ADD CONSTRAINT one_delivery_per_transport UNIQUE (notice_id, transport);

ALTER TABLE ONLY public.numbers_digest
    ADD CONSTRAINT one_digest_a_week UNIQUE (teammate_id, week_on);

ALTER TABLE ONLY public.inbox_dispatch
    ADD CONSTRAINT one_dispatch_per_address UNIQUE (message_id, address);

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT one_drawn_per_place UNIQUE (study_id, place);

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT one_handoff_per_shift UNIQUE (rotation_id, from_teammate_id, at);

ALTER TABLE ONLY public.inbox_intake
    ADD CONSTRAINT one_intake_per_arrival UNIQUE (channel, external_id, digest);

ALTER TABLE ONLY public.email_channel_mailbox
    ADD CONSTRAINT one_mailbox_per_folder UNIQUE (host, username, folder);

ALTER TABLE ONLY public.tiers_notice
    ADD CONSTRAINT one_notice_per_external_id UNIQUE (source, external_id);

ALTER TABLE ONLY public.inbox_participant
    ADD CONSTRAINT one_participant_per_address UNIQUE (conversation_id, address);

ALTER TABLE ONLY public.studies_reportmail
    ADD CONSTRAINT one_report_mail_each UNIQUE (study_id, teammate_id);

ALTER TABLE ONLY public.studies_stratum
    ADD CONSTRAINT one_stratum_per_key UNIQUE (study_id, key);

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT one_study_per_period UNIQUE (series_id, from_on);

ALTER TABLE ONLY public.studies_usagepoint
    ADD CONSTRAINT one_usage_per_period UNIQUE (product_id, measure, from_on, until_on);

ALTER TABLE ONLY public.notify_way
    ADD CONSTRAINT one_way_per_transport UNIQUE (teammate_id, transport);

ALTER TABLE ONLY public.people_apitoken
    ADD CONSTRAINT people_apitoken_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.people_apitoken
    ADD CONSTRAINT people_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_company
    ADD CONSTRAINT people_company_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_customer
    ADD CONSTRAINT people_customer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_customeraddress
    ADD CONSTRAINT people_customeraddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_erasure
    ADD CONSTRAINT people_erasure_customer_id_key UNIQUE (customer_id);

ALTER TABLE ONLY public.people_erasure
    ADD CONSTRAINT people_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_product
    ADD CONSTRAINT people_product_name_key UNIQUE (name);

ALTER TABLE ONLY public.people_product
    ADD CONSTRAINT people_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_team
    ADD CONSTRAINT people_team_name_key UNIQUE (name);

ALTER TABLE ONLY public.people_team
    ADD CONSTRAINT people_team_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_teammate
    ADD CONSTRAINT people_teammate_email_key UNIQUE (email);

ALTER TABLE ONLY public.people_teammate_groups
    ADD CONSTRAINT people_teammate_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_teammate_groups
    ADD CONSTRAINT people_teammate_groups_teammate_id_group_id_4d071e60_uniq UNIQUE (teammate_id, group_id);

ALTER TABLE ONLY public.people_teammate
    ADD CONSTRAINT people_teammate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_teammate_user_permissions
    ADD CONSTRAINT people_teammate_user_per_teammate_id_permission_i_ca9ce2ab_uniq UNIQUE (teammate_id, permission_id);

ALTER TABLE ONLY public.people_teammate_user_permissions
    ADD CONSTRAINT people_teammate_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_workspace
    ADD CONSTRAINT people_workspace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.push_transport_browser
    ADD CONSTRAINT push_transport_browser_endpoint_key UNIQUE (endpoint);

ALTER TABLE ONLY public.push_transport_browser
    ADD CONSTRAINT push_transport_browser_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.push_transport_vapid
    ADD CONSTRAINT push_transport_vapid_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_absence
    ADD CONSTRAINT rotation_absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_absencecalendar
    ADD CONSTRAINT rotation_absencecalendar_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_announcement
    ADD CONSTRAINT rotation_announcement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_calendarfeed
    ADD CONSTRAINT rotation_calendarfeed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_calendarfeed
    ADD CONSTRAINT rotation_calendarfeed_secret_digest_key UNIQUE (secret_digest);

ALTER TABLE ONLY public.rotation_feedentry
    ADD CONSTRAINT rotation_feedentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_feedentry
    ADD CONSTRAINT rotation_feedentry_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.rotation_layer
    ADD CONSTRAINT rotation_layer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_lineup
    ADD CONSTRAINT rotation_lineup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_lineupmember
    ADD CONSTRAINT rotation_lineupmember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_loggedshift
    ADD CONSTRAINT rotation_loggedshift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_planversion
    ADD CONSTRAINT rotation_planversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_rotation
    ADD CONSTRAINT rotation_rotation_name_key UNIQUE (name);

ALTER TABLE ONLY public.rotation_rotation
    ADD CONSTRAINT rotation_rotation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rotation_shadow
    ADD CONSTRAINT rotation_shadow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shift_presence
    ADD CONSTRAINT shift_presence_pkey PRIMARY KEY (teammate_id);

ALTER TABLE ONLY public.shift_shiftrules
    ADD CONSTRAINT shift_shiftrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_skip
    ADD CONSTRAINT skipped_once UNIQUE (drawn_id, reader_id);

ALTER TABLE ONLY public.studies_culprit
    ADD CONSTRAINT studies_culprit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_culpritaction
    ADD CONSTRAINT studies_culpritaction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_replaces_id_key UNIQUE (replaces_id);

ALTER TABLE ONLY public.studies_modelhelp
    ADD CONSTRAINT studies_modelhelp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_modelhelp
    ADD CONSTRAINT studies_modelhelp_study_id_key UNIQUE (study_id);

ALTER TABLE ONLY public.studies_reading
    ADD CONSTRAINT studies_reading_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_reportmail
    ADD CONSTRAINT studies_reportmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_series_mailed_to
    ADD CONSTRAINT studies_series_mailed_to_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_series_mailed_to
    ADD CONSTRAINT studies_series_mailed_to_series_id_teammate_id_c520115f_uniq UNIQUE (series_id, teammate_id);

ALTER TABLE ONLY public.studies_series
    ADD CONSTRAINT studies_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_series_products
    ADD CONSTRAINT studies_series_products_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_series_products
    ADD CONSTRAINT studies_series_products_series_id_product_id_280b68eb_uniq UNIQUE (series_id, product_id);

ALTER TABLE ONLY public.studies_series_readers
    ADD CONSTRAINT studies_series_readers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_series_readers
    ADD CONSTRAINT studies_series_readers_series_id_teammate_id_4feb07c9_uniq UNIQUE (series_id, teammate_id);

ALTER TABLE ONLY public.studies_settlement
    ADD CONSTRAINT studies_settlement_drawn_id_key UNIQUE (drawn_id);

ALTER TABLE ONLY public.studies_settlement
    ADD CONSTRAINT studies_settlement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_share
    ADD CONSTRAINT studies_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_share
    ADD CONSTRAINT studies_share_token_key UNIQUE (token_digest);

ALTER TABLE ONLY public.studies_skip
    ADD CONSTRAINT studies_skip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_stratum
    ADD CONSTRAINT studies_stratum_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT studies_study_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_study_products
    ADD CONSTRAINT studies_study_products_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_study_products
    ADD CONSTRAINT studies_study_products_study_id_product_id_03577273_uniq UNIQUE (study_id, product_id);

ALTER TABLE ONLY public.studies_study_readers
    ADD CONSTRAINT studies_study_readers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.studies_study_readers
    ADD CONSTRAINT studies_study_readers_study_id_teammate_id_6e3dc74f_uniq UNIQUE (study_id, teammate_id);

ALTER TABLE ONLY public.studies_usagepoint
    ADD CONSTRAINT studies_usagepoint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.telling_untold
    ADD CONSTRAINT telling_untold_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY public.telling_warned
    ADD CONSTRAINT telling_warned_pkey PRIMARY KEY (clock_id);

ALTER TABLE ONLY public.tiers_account
    ADD CONSTRAINT tiers_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tiers_agreement
    ADD CONSTRAINT tiers_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tiers_notice
    ADD CONSTRAINT tiers_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tiers_pin
    ADD CONSTRAINT tiers_pin_company_id_key UNIQUE (company_id);

ALTER TABLE ONLY public.tiers_pin
    ADD CONSTRAINT tiers_pin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tiers_ruleset
    ADD CONSTRAINT tiers_ruleset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tiers_sync
    ADD CONSTRAINT tiers_sync_pkey PRIMARY KEY (source);

ALTER TABLE ONLY public.notify_notice
    ADD CONSTRAINT told_once UNIQUE (teammate_id, key);

ALTER TABLE ONLY public.webhook_transport_webhook
    ADD CONSTRAINT webhook_transport_webhook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhook_transport_webhook
    ADD CONSTRAINT webhook_transport_webhook_teammate_id_key UNIQUE (teammate_id);

CREATE INDEX absence_by_time ON public.rotation_absence USING btree (until_at, from_at);

CREATE INDEX account_by_reading ON public.tiers_account USING btree (source, read_at);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX account_unmatched ON public.tiers_account USING btree (id) WHERE (company_id IS NULL);

CREATE INDEX amendment_by_rotation ON public.rotation_amendment USING btree (rotation_id, until_at);

CREATE INDEX announcement_standing ON public.rotation_announcement USING btree (until_at) WHERE (withdrawn_at IS NULL);

CREATE INDEX ask_by_state ON public.rotation_ask USING btree (state, from_at);

CREATE INDEX attachment_by_digest ON public.inbox_attachment USING btree (digest);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX charts_rendered_digest_b21f21a7_like ON public.charts_rendered USING btree (digest varchar_pattern_ops);

CREATE INDEX clock_breaking ON public.inbox_clock USING btree (due_at) WHERE ((stopped_at IS NULL) AND (broken_at IS NULL));

CREATE INDEX clock_by_conversation ON public.inbox_clock USING btree (conversation_id, id);

CREATE INDEX clock_warning ON public.inbox_clock USING btree (warn_at) WHERE ((stopped_at IS NULL) AND (broken_at IS NULL) AND (warned_at IS NULL));

CREATE INDEX conversation_by_assignee ON public.inbox_conversation USING btree (assignee_id, id DESC);

CREATE INDEX conversation_by_category ON public.inbox_categorisation USING btree (category_id, conversation_id DESC);

CREATE INDEX conversation_by_customer ON public.inbox_conversation USING btree (customer_id, id DESC);

CREATE INDEX conversation_closed ON public.inbox_conversation USING btree (closed_at DESC, id DESC) WHERE ((status)::text = 'closed'::text);

CREATE INDEX conversation_in_mine ON public.inbox_conversation USING btree (assignee_id, waits_for_customer, rank, queue_at, id) WHERE (((status)::text = 'open'::text) AND (snoozed_until IS NULL));

CREATE INDEX conversation_in_queue ON public.inbox_conversation USING btree (waits_for_customer, rank, queue_at, id) WHERE (((status)::text = 'open'::text) AND (snoozed_until IS NULL));

CREATE INDEX conversation_in_unassigned ON public.inbox_conversation USING btree (waits_for_customer, rank, queue_at, id) WHERE (((status)::text = 'open'::text) AND (snoozed_until IS NULL) AND (assignee_id IS NULL));

CREATE INDEX conversation_snoozed ON public.inbox_conversation USING btree (snoozed_until, id) WHERE (((status)::text = 'open'::text) AND (NOT (snoozed_until IS NULL)));

CREATE INDEX conversation_snoozed_mine ON public.inbox_conversation USING btree (assignee_id, snoozed_until, id) WHERE (((status)::text = 'open'::text) AND (NOT (snoozed_until IS NULL)));

CREATE INDEX conversation_spam ON public.inbox_conversation USING btree (id DESC) WHERE is_spam;

CREATE INDEX delivery_not_sent ON public.notify_delivery USING btree (state, due_at) WHERE (state IN ('queued', 'sending', 'failed'));

CREATE INDEX digest_to_send ON public.numbers_digest USING btree (due_at) WHERE ((given_up_at IS NULL) AND (sent_at IS NULL));

CREATE INDEX dispatch_not_sent ON public.inbox_dispatch USING btree (state, due_at) WHERE (NOT ((state)::text = 'sent'::text));

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX drawn_by_state ON public.studies_drawn USING btree (study_id, state, place);

CREATE INDEX email_channel_supportaddress_address_f912ad45_like ON public.email_channel_supportaddress USING btree (address varchar_pattern_ops);

CREATE INDEX email_channel_supportaddress_product_id_eadac666 ON public.email_channel_supportaddress USING btree (product_id);

CREATE INDEX erasure_not_done ON public.people_erasure USING btree (id) WHERE (done_at IS NULL);

CREATE INDEX event_by_subject ON public.events_event USING btree (subject_kind, subject_id, id);

CREATE INDEX event_by_transaction ON public.events_event USING btree (transaction);

CREATE INDEX events_event_actor_id_bf73d752 ON public.events_event USING btree (actor_id);

CREATE INDEX fact_by_conversation ON public.numbers_fact USING btree (conversation_id);

CREATE INDEX fact_by_kind ON public.numbers_fact USING btree (kind, at, conversation_id);

CREATE INDEX fact_still_open ON public.numbers_fact USING btree (at) WHERE ((kind = ANY (ARRAY[1, 2])) AND (until_at IS NULL));

CREATE INDEX fact_until ON public.numbers_fact USING btree (until_at) WHERE ((kind = ANY (ARRAY[1, 2])) AND (NOT (until_at IS NULL)));

CREATE INDEX feed_entry_by_time ON public.rotation_feedentry USING btree (rotation_id, until_at);

CREATE INDEX handoff_by_time ON public.handoffs_handoff USING btree (at DESC, id DESC);

CREATE INDEX handoff_note_by_shift ON public.handoffs_handoffnote USING btree (from_teammate_id, at);

CREATE INDEX handoffs_handoff_acknowledged_by_id_10946680 ON public.handoffs_handoff USING btree (acknowledged_by_id);

CREATE INDEX handoffs_handoff_built_by_id_0518c51c ON public.handoffs_handoff USING btree (built_by_id);

CREATE INDEX handoffs_handoff_from_teammate_id_fe882abd ON public.handoffs_handoff USING btree (from_teammate_id);

CREATE INDEX handoffs_handoff_rotation_id_08f51eb6 ON public.handoffs_handoff USING btree (rotation_id);

CREATE INDEX handoffs_handoff_to_teammate_id_8e0dce53 ON public.handoffs_handoff USING btree (to_teammate_id);

CREATE INDEX handoffs_handoffnote_by_id_5eb837d9 ON public.handoffs_handoffnote USING btree (by_id);

CREATE INDEX handoffs_handoffnote_conversation_id_953d9830 ON public.handoffs_handoffnote USING btree (conversation_id);

CREATE INDEX handoffs_handoffnote_from_teammate_id_f766220f ON public.handoffs_handoffnote USING btree (from_teammate_id);

CREATE INDEX handoffs_handoffnote_handed_to_id_3ce2fcfa ON public.handoffs_handoffnote USING btree (handed_to_id);

CREATE INDEX hours_calendarofteam_calendar_id_be75dd85 ON public.hours_calendarofteam USING btree (calendar_id);

CREATE INDEX hours_closure_calendar_id_2b8fd871 ON public.hours_closure USING btree (calendar_id);

CREATE INDEX hours_closure_made_by_id_e544a35c ON public.hours_closure USING btree (made_by_id);

CREATE INDEX hours_freeze_calendar_id_a078102c ON public.hours_freeze USING btree (calendar_id);

CREATE INDEX hours_freeze_made_by_id_22a19025 ON public.hours_freeze USING btree (made_by_id);

CREATE INDEX hours_workingcalendar_name_32d89c13_like ON public.hours_workingcalendar USING btree (name varchar_pattern_ops);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX inbox_attachment_message_id_353f98ff ON public.inbox_attachment USING btree (message_id);

CREATE INDEX inbox_attachment_note_id_9687911c ON public.inbox_attachment USING btree (note_id);

CREATE INDEX inbox_categorisation_category_id_45c14e9c ON public.inbox_categorisation USING btree (category_id);

CREATE INDEX inbox_categorisation_conversation_id_73ba5d57 ON public.inbox_categorisation USING btree (conversation_id);

CREATE INDEX inbox_category_proposed_by_id_a99f2e48 ON public.inbox_category USING btree (proposed_by_id);

CREATE INDEX inbox_clock_conversation_id_3e013005 ON public.inbox_clock USING btree (conversation_id);

CREATE INDEX inbox_clockinterval_clock_id_5499e74f ON public.inbox_clockinterval USING btree (clock_id);

CREATE INDEX inbox_clockrules_made_by_id_f64776d9 ON public.inbox_clockrules USING btree (made_by_id);

CREATE INDEX inbox_conversation_assignee_id_4bf0d3a6 ON public.inbox_conversation USING btree (assignee_id);

CREATE INDEX inbox_conversation_customer_id_06258690 ON public.inbox_conversation USING btree (customer_id);

CREATE INDEX inbox_conversation_merged_into_id_7d85ee12 ON public.inbox_conversation USING btree (merged_into_id);

CREATE INDEX inbox_conversation_product_id_5123ad95 ON public.inbox_conversation USING btree (product_id);

CREATE INDEX inbox_conversation_snoozed_by_id_ff123fd3 ON public.inbox_conversation USING btree (snoozed_by_id);

CREATE INDEX inbox_dispatch_message_id_1f7243d2 ON public.inbox_dispatch USING btree (message_id);

CREATE INDEX inbox_message_conversation_id_37bc0d72 ON public.inbox_message USING btree (conversation_id);

CREATE INDEX inbox_message_customer_id_d820ba73 ON public.inbox_message USING btree (customer_id);

CREATE INDEX inbox_message_intake_id_7de230f2 ON public.inbox_message USING btree (intake_id);

CREATE INDEX inbox_message_teammate_id_f9cecc5a ON public.inbox_message USING btree (teammate_id);

CREATE INDEX inbox_note_conversation_id_f93b3385 ON public.inbox_note USING btree (conversation_id);

CREATE INDEX inbox_note_teammate_id_5ee4df9d ON public.inbox_note USING btree (teammate_id);

CREATE INDEX inbox_pace_address_e3a3c5e6_like ON public.inbox_pace USING btree (address varchar_pattern_ops);

CREATE INDEX inbox_participant_conversation_id_f6745b59 ON public.inbox_participant USING btree (conversation_id);

CREATE INDEX inbox_participant_customer_id_b3ac126c ON public.inbox_participant USING btree (customer_id);

CREATE INDEX intake_not_done ON public.inbox_intake USING btree (state, id) WHERE (NOT ((state)::text = 'done'::text));

CREATE INDEX interval_by_clock ON public.inbox_clockinterval USING btree (clock_id, from_at);

CREATE INDEX logged_shift_by_teammate ON public.rotation_loggedshift USING btree (teammate_id, until_at);

CREATE INDEX logged_shift_by_time ON public.rotation_loggedshift USING btree (rotation_id, until_at);

CREATE INDEX mark_by_time ON public.numbers_mark USING btree (at);

CREATE INDEX message_by_customer ON public.inbox_message USING btree (customer_id, at DESC) WHERE ((direction)::text = 'in'::text);

CREATE INDEX message_by_message_id ON public.inbox_message USING btree (message_id);

CREATE INDEX message_timeline ON public.inbox_message USING btree (conversation_id, at, id);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX note_timeline ON public.inbox_note USING btree (conversation_id, at, id);

CREATE INDEX notice_by_teammate ON public.notify_notice USING btree (teammate_id, id DESC);

CREATE INDEX notice_by_time ON public.tiers_notice USING btree (received_at);

CREATE INDEX notice_lately ON public.notify_notice USING btree (teammate_id, at);

CREATE INDEX notify_choice_teammate_id_6940047c ON public.notify_choice USING btree (teammate_id);

CREATE INDEX notify_delivery_carrier_id_3c33afe3 ON public.notify_delivery USING btree (carrier_id);

CREATE INDEX notify_delivery_notice_id_0b7aa490 ON public.notify_delivery USING btree (notice_id);

CREATE INDEX notify_notice_teammate_id_ec7baaab ON public.notify_notice USING btree (teammate_id);

CREATE INDEX notify_way_teammate_id_7d3d6168 ON public.notify_way USING btree (teammate_id);

CREATE INDEX numbers_digest_teammate_id_a86eeb2b ON public.numbers_digest USING btree (teammate_id);

CREATE INDEX numbers_mark_made_by_id_e8f6fcc0 ON public.numbers_mark USING btree (made_by_id);

CREATE UNIQUE INDEX one_category_per_name ON public.inbox_category USING btree (lower((name)::text));

CREATE UNIQUE INDEX one_company_per_domain ON public.people_company USING btree (domain) WHERE (NOT ((domain)::text = ''::text));

CREATE UNIQUE INDEX one_culprit_per_name ON public.studies_culprit USING btree (product_id, lower((name)::text)) WHERE (merged_into_id IS NULL);

CREATE UNIQUE INDEX one_default_address ON public.email_channel_supportaddress USING btree (is_default) WHERE is_default;

CREATE UNIQUE INDEX one_default_calendar ON public.hours_workingcalendar USING btree (is_default) WHERE is_default;

CREATE UNIQUE INDEX one_hero_rotation ON public.rotation_rotation USING btree (is_hero) WHERE ((ended_at IS NULL) AND is_hero);

CREATE UNIQUE INDEX one_message_per_intake ON public.inbox_message USING btree (intake_id) WHERE (NOT (intake_id IS NULL));

CREATE UNIQUE INDEX one_message_per_submission ON public.inbox_message USING btree (submission) WHERE (NOT ((submission)::text = ''::text));

CREATE UNIQUE INDEX one_note_per_submission ON public.inbox_note USING btree (submission) WHERE (NOT ((submission)::text = ''::text));

CREATE UNIQUE INDEX one_reading_per_round ON public.studies_reading USING btree (drawn_id, round) WHERE (round > 0);

CREATE UNIQUE INDEX one_running_clock_of_a_kind ON public.inbox_clock USING btree (conversation_id, kind) WHERE (stopped_at IS NULL);

CREATE UNIQUE INDEX one_workspace_webhook ON public.webhook_transport_webhook USING btree ((1)) WHERE (teammate_id IS NULL);

CREATE INDEX people_apitoken_digest_af4674e2_like ON public.people_apitoken USING btree (digest varchar_pattern_ops);

CREATE INDEX people_apitoken_teammate_id_3b7f8e57 ON public.people_apitoken USING btree (teammate_id);

CREATE INDEX people_customer_company_id_128a95c5 ON public.people_customer USING btree (company_id);

CREATE INDEX people_customeraddress_customer_id_332ae859 ON public.people_customeraddress USING btree (customer_id);

CREATE INDEX people_erasure_asked_by_id_2ef26f9d ON public.people_erasure USING btree (asked_by_id);

CREATE INDEX people_product_name_2e811699_like ON public.people_product USING btree (name varchar_pattern_ops);

CREATE INDEX people_product_team_id_4ce3c9f7 ON public.people_product USING btree (team_id);

CREATE INDEX people_team_name_77e3994f_like ON public.people_team USING btree (name varchar_pattern_ops);

CREATE INDEX people_teammate_email_340a4a0a_like ON public.people_teammate USING btree (email varchar_pattern_ops);

CREATE INDEX people_teammate_groups_group_id_4a8cddc1 ON public.people_teammate_groups USING btree (group_id);

CREATE INDEX people_teammate_groups_teammate_id_f8dac966 ON public.people_teammate_groups USING btree (teammate_id);

CREATE INDEX people_teammate_team_id_d0aa4bfb ON public.people_teammate USING btree (team_id);

CREATE INDEX people_teammate_user_permissions_permission_id_5cada378 ON public.people_teammate_user_permissions USING btree (permission_id);

CREATE INDEX people_teammate_user_permissions_teammate_id_a0fbd3ea ON public.people_teammate_user_permissions USING btree (teammate_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX push_transport_browser_endpoint_3b988c06_like ON public.push_transport_browser USING btree (endpoint varchar_pattern_ops);

CREATE INDEX push_transport_browser_teammate_id_9e757f71 ON public.push_transport_browser USING btree (teammate_id);

CREATE UNIQUE INDEX read_by_two_different ON public.studies_reading USING btree (drawn_id, reader_id) WHERE (round > 0);

CREATE INDEX reading_by_culprit ON public.studies_reading USING btree (culprit_id);

CREATE INDEX reading_by_reader ON public.studies_reading USING btree (reader_id, done_at DESC);

CREATE INDEX reading_to_do ON public.studies_reading USING btree (drawn_id, round) WHERE (done_at IS NULL);

CREATE INDEX rendered_by_age ON public.charts_rendered USING btree (made_at DESC);

CREATE INDEX report_mail_waiting ON public.studies_reportmail USING btree (due_at) WHERE ((given_up_at IS NULL) AND (sent_at IS NULL));

CREATE INDEX rotation_absence_calendar_id_a720fa46 ON public.rotation_absence USING btree (calendar_id);

CREATE INDEX rotation_absence_made_by_id_2df5351e ON public.rotation_absence USING btree (made_by_id);

CREATE INDEX rotation_absence_teammate_id_f6103d30 ON public.rotation_absence USING btree (teammate_id);

CREATE INDEX rotation_absencecalendar_added_by_id_fa414232 ON public.rotation_absencecalendar USING btree (added_by_id);

CREATE INDEX rotation_absencecalendar_teammate_id_d4b3e2f2 ON public.rotation_absencecalendar USING btree (teammate_id);

CREATE INDEX rotation_amendment_ask_id_88b8f0dc ON public.rotation_amendment USING btree (ask_id);

CREATE INDEX rotation_amendment_instead_of_id_b785dca9 ON public.rotation_amendment USING btree (instead_of_id);

CREATE INDEX rotation_amendment_made_by_id_2114bcc6 ON public.rotation_amendment USING btree (made_by_id);

CREATE INDEX rotation_amendment_revoked_by_id_877f9f7f ON public.rotation_amendment USING btree (revoked_by_id);

CREATE INDEX rotation_amendment_rotation_id_f0703d2f ON public.rotation_amendment USING btree (rotation_id);

CREATE INDEX rotation_amendment_teammate_id_ec466f3d ON public.rotation_amendment USING btree (teammate_id);

CREATE INDEX rotation_announcement_rotation_id_00b6aa17 ON public.rotation_announcement USING btree (rotation_id);

CREATE INDEX rotation_announcement_teammate_id_9a12a2fa ON public.rotation_announcement USING btree (teammate_id);

CREATE INDEX rotation_ask_answered_by_id_e1967077 ON public.rotation_ask USING btree (answered_by_id);

CREATE INDEX rotation_ask_made_by_id_b938eb9f ON public.rotation_ask USING btree (made_by_id);

CREATE INDEX rotation_ask_rotation_id_ebc1ef51 ON public.rotation_ask USING btree (rotation_id);

CREATE INDEX rotation_ask_teammate_id_78e9fdf3 ON public.rotation_ask USING btree (teammate_id);

CREATE INDEX rotation_ask_to_id_d6cee8ab ON public.rotation_ask USING btree (to_id);

CREATE INDEX rotation_calendarfeed_owner_id_05b5e932 ON public.rotation_calendarfeed USING btree (owner_id);

CREATE INDEX rotation_calendarfeed_rotation_id_7597e64a ON public.rotation_calendarfeed USING btree (rotation_id);

CREATE INDEX rotation_calendarfeed_secret_digest_f5ef7bc5_like ON public.rotation_calendarfeed USING btree (secret_digest varchar_pattern_ops);

CREATE INDEX rotation_feedentry_rotation_id_405738dd ON public.rotation_feedentry USING btree (rotation_id);

CREATE INDEX rotation_feedentry_teammate_id_9395875e ON public.rotation_feedentry USING btree (teammate_id);

CREATE INDEX rotation_feedentry_uid_6a9cb495_like ON public.rotation_feedentry USING btree (uid varchar_pattern_ops);

CREATE INDEX rotation_layer_rotation_id_6eeb9e3b ON public.rotation_layer USING btree (rotation_id);

CREATE INDEX rotation_lineup_layer_id_b9898f63 ON public.rotation_lineup USING btree (layer_id);

CREATE INDEX rotation_lineup_made_by_id_f87f140f ON public.rotation_lineup USING btree (made_by_id);

CREATE INDEX rotation_lineupmember_lineup_id_f7106066 ON public.rotation_lineupmember USING btree (lineup_id);

CREATE INDEX rotation_lineupmember_teammate_id_8fe50f35 ON public.rotation_lineupmember USING btree (teammate_id);

CREATE INDEX rotation_loggedshift_rotation_id_54be9de7 ON public.rotation_loggedshift USING btree (rotation_id);

CREATE INDEX rotation_loggedshift_teammate_id_26d8393d ON public.rotation_loggedshift USING btree (teammate_id);

CREATE INDEX rotation_rotation_name_3c788591_like ON public.rotation_rotation USING btree (name varchar_pattern_ops);

CREATE INDEX rotation_rotation_team_id_da3bca3d ON public.rotation_rotation USING btree (team_id);

CREATE INDEX rotation_shadow_beside_id_1d682732 ON public.rotation_shadow USING btree (beside_id);

CREATE INDEX rotation_shadow_made_by_id_6c691d6e ON public.rotation_shadow USING btree (made_by_id);

CREATE INDEX rotation_shadow_rotation_id_541e1227 ON public.rotation_shadow USING btree (rotation_id);

CREATE INDEX rotation_shadow_teammate_id_a710f9fe ON public.rotation_shadow USING btree (teammate_id);

CREATE INDEX search_document_words ON public.inbox_searchdocument USING gin (words);

CREATE INDEX shift_shiftrules_rotation_id_b821aa27 ON public.shift_shiftrules USING btree (rotation_id);

CREATE INDEX storm_by_last_at ON public.inbox_storm USING btree (last_at DESC);

CREATE INDEX studies_culprit_created_by_id_79e2e5ac ON public.studies_culprit USING btree (created_by_id);

CREATE INDEX studies_culprit_merged_into_id_8ca2cb2c ON public.studies_culprit USING btree (merged_into_id);

CREATE INDEX studies_culprit_product_id_c56e73c2 ON public.studies_culprit USING btree (product_id);

CREATE INDEX studies_culpritaction_created_by_id_6be8477b ON public.studies_culpritaction USING btree (created_by_id);

CREATE INDEX studies_culpritaction_culprit_id_85af7b5d ON public.studies_culpritaction USING btree (culprit_id);

CREATE INDEX studies_culpritaction_owner_id_a837d754 ON public.studies_culpritaction USING btree (owner_id);

CREATE INDEX studies_drawn_conversation_id_0a55d921 ON public.studies_drawn USING btree (conversation_id);

CREATE INDEX studies_drawn_product_id_948c2300 ON public.studies_drawn USING btree (product_id);

CREATE INDEX studies_drawn_stratum_id_e6f17545 ON public.studies_drawn USING btree (stratum_id);

CREATE INDEX studies_drawn_study_id_810ab88e ON public.studies_drawn USING btree (study_id);

CREATE INDEX studies_reading_culprit_id_d1734f3e ON public.studies_reading USING btree (culprit_id);

CREATE INDEX studies_reading_drawn_id_0037b739 ON public.studies_reading USING btree (drawn_id);

CREATE INDEX studies_reading_reader_id_69291317 ON public.studies_reading USING btree (reader_id);

CREATE INDEX studies_reportmail_study_id_4d8af35f ON public.studies_reportmail USING btree (study_id);

CREATE INDEX studies_reportmail_teammate_id_9fa93365 ON public.studies_reportmail USING btree (teammate_id);

CREATE INDEX studies_series_created_by_id_3727d2cf ON public.studies_series USING btree (created_by_id);

CREATE INDEX studies_series_mailed_to_series_id_53ad5017 ON public.studies_series_mailed_to USING btree (series_id);

CREATE INDEX studies_series_mailed_to_teammate_id_6621ff71 ON public.studies_series_mailed_to USING btree (teammate_id);

CREATE INDEX studies_series_products_product_id_83cd6323 ON public.studies_series_products USING btree (product_id);

CREATE INDEX studies_series_products_series_id_86eb5174 ON public.studies_series_products USING btree (series_id);

CREATE INDEX studies_series_readers_series_id_19b47a41 ON public.studies_series_readers USING btree (series_id);

CREATE INDEX studies_series_readers_teammate_id_fe21ebc9 ON public.studies_series_readers USING btree (teammate_id);

CREATE INDEX studies_settlement_by_id_38fc322d ON public.studies_settlement USING btree (by_id);

CREATE INDEX studies_settlement_culprit_id_2e0215ca ON public.studies_settlement USING btree (culprit_id);

CREATE INDEX studies_share_created_by_id_0f39e705 ON public.studies_share USING btree (created_by_id);

CREATE INDEX studies_share_revoked_by_id_3d93ceef ON public.studies_share USING btree (revoked_by_id);

CREATE INDEX studies_share_study_id_acb6881e ON public.studies_share USING btree (study_id);

CREATE INDEX studies_share_token_01e3954f_like ON public.studies_share USING btree (token_digest varchar_pattern_ops);

CREATE INDEX studies_skip_drawn_id_a3083ffa ON public.studies_skip USING btree (drawn_id);

CREATE INDEX studies_skip_reader_id_b691c917 ON public.studies_skip USING btree (reader_id);

CREATE INDEX studies_stratum_study_id_07b4550b ON public.studies_stratum USING btree (study_id);

CREATE INDEX studies_study_created_by_id_f5124e47 ON public.studies_study USING btree (created_by_id);

CREATE INDEX studies_study_finished_by_id_9ccee94e ON public.studies_study USING btree (finished_by_id);

CREATE INDEX studies_study_previous_id_b7dcacc6 ON public.studies_study USING btree (previous_id);

CREATE INDEX studies_study_products_product_id_19dfc16d ON public.studies_study_products USING btree (product_id);

CREATE INDEX studies_study_products_study_id_78e38430 ON public.studies_study_products USING btree (study_id);

CREATE INDEX studies_study_readers_study_id_9d23a58f ON public.studies_study_readers USING btree (study_id);

CREATE INDEX studies_study_readers_teammate_id_ee0da0ee ON public.studies_study_readers USING btree (teammate_id);

CREATE INDEX studies_study_series_id_6bc7142c ON public.studies_study USING btree (series_id);

CREATE INDEX studies_usagepoint_product_id_5561d039 ON public.studies_usagepoint USING btree (product_id);

CREATE INDEX studies_usagepoint_set_by_id_99ead22d ON public.studies_usagepoint USING btree (set_by_id);

CREATE INDEX tiers_account_company_id_137326b0 ON public.tiers_account USING btree (company_id);

CREATE INDEX tiers_agreement_account_id_64ff1fe1 ON public.tiers_agreement USING btree (account_id);

CREATE INDEX tiers_pin_set_by_id_04d38c7e ON public.tiers_pin USING btree (set_by_id);

CREATE INDEX tiers_ruleset_made_by_id_9070ef0d ON public.tiers_ruleset USING btree (made_by_id);

CREATE INDEX tiers_sync_source_da1ea40e_like ON public.tiers_sync USING btree (source varchar_pattern_ops);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE (type IN ('totp', 'recovery_codes'));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_teammate_id FOREIGN KEY (user_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.email_channel_outboxmail
    ADD CONSTRAINT email_channel_outbox_dispatch_id_f9e41411_fk_inbox_dis FOREIGN KEY (dispatch_id) REFERENCES public.inbox_dispatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.email_channel_supportaddress
    ADD CONSTRAINT email_channel_suppor_product_id_eadac666_fk_people_pr FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.events_event
    ADD CONSTRAINT events_event_actor_id_bf73d752_fk_people_teammate_id FOREIGN KEY (actor_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_acknowledged_by_id_10946680_fk_people_te FOREIGN KEY (acknowledged_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_built_by_id_0518c51c_fk_people_teammate_id FOREIGN KEY (built_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_from_teammate_id_fe882abd_fk_people_te FOREIGN KEY (from_teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_rotation_id_08f51eb6_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoff
    ADD CONSTRAINT handoffs_handoff_to_teammate_id_8e0dce53_fk_people_teammate_id FOREIGN KEY (to_teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_by_id_5eb837d9_fk_people_teammate_id FOREIGN KEY (by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_conversation_id_953d9830_fk_inbox_con FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_from_teammate_id_f766220f_fk_people_te FOREIGN KEY (from_teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_handed_to_id_3ce2fcfa_fk_people_te FOREIGN KEY (handed_to_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.handoffs_handoffnote
    ADD CONSTRAINT handoffs_handoffnote_note_id_5603bee5_fk_inbox_note_id FOREIGN KEY (note_id) REFERENCES public.inbox_note(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_calendarofteam
    ADD CONSTRAINT hours_calendarofteam_calendar_id_be75dd85_fk_hours_wor FOREIGN KEY (calendar_id) REFERENCES public.hours_workingcalendar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_calendarofteam
    ADD CONSTRAINT hours_calendarofteam_team_id_73bbfe57_fk_people_team_id FOREIGN KEY (team_id) REFERENCES public.people_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_closure
    ADD CONSTRAINT hours_closure_calendar_id_2b8fd871_fk_hours_workingcalendar_id FOREIGN KEY (calendar_id) REFERENCES public.hours_workingcalendar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_closure
    ADD CONSTRAINT hours_closure_made_by_id_e544a35c_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_freeze
    ADD CONSTRAINT hours_freeze_calendar_id_a078102c_fk_hours_workingcalendar_id FOREIGN KEY (calendar_id) REFERENCES public.hours_workingcalendar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hours_freeze
    ADD CONSTRAINT hours_freeze_made_by_id_22a19025_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_attachment
    ADD CONSTRAINT inbox_attachment_message_id_353f98ff_fk_inbox_message_id FOREIGN KEY (message_id) REFERENCES public.inbox_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_attachment
    ADD CONSTRAINT inbox_attachment_note_id_9687911c_fk_inbox_note_id FOREIGN KEY (note_id) REFERENCES public.inbox_note(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_categorisation
    ADD CONSTRAINT inbox_categorisation_category_id_45c14e9c_fk_inbox_category_id FOREIGN KEY (category_id) REFERENCES public.inbox_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_categorisation
    ADD CONSTRAINT inbox_categorisation_conversation_id_73ba5d57_fk_inbox_con FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_category
    ADD CONSTRAINT inbox_category_proposed_by_id_a99f2e48_fk_people_teammate_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_clock
    ADD CONSTRAINT inbox_clock_conversation_id_3e013005_fk_inbox_conversation_id FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_clockinterval
    ADD CONSTRAINT inbox_clockinterval_clock_id_5499e74f_fk_inbox_clock_id FOREIGN KEY (clock_id) REFERENCES public.inbox_clock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_clockrules
    ADD CONSTRAINT inbox_clockrules_made_by_id_f64776d9_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_assignee_id_4bf0d3a6_fk_people_teammate_id FOREIGN KEY (assignee_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_customer_id_06258690_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_merged_into_id_7d85ee12_fk_inbox_con FOREIGN KEY (merged_into_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_product_id_5123ad95_fk_people_product_id FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_conversation
    ADD CONSTRAINT inbox_conversation_snoozed_by_id_ff123fd3_fk_people_teammate_id FOREIGN KEY (snoozed_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_dispatch
    ADD CONSTRAINT inbox_dispatch_message_id_1f7243d2_fk_inbox_message_id FOREIGN KEY (message_id) REFERENCES public.inbox_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_message
    ADD CONSTRAINT inbox_message_conversation_id_37bc0d72_fk_inbox_conversation_id FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_message
    ADD CONSTRAINT inbox_message_customer_id_d820ba73_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_message
    ADD CONSTRAINT inbox_message_intake_id_7de230f2_fk_inbox_intake_id FOREIGN KEY (intake_id) REFERENCES public.inbox_intake(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_message
    ADD CONSTRAINT inbox_message_teammate_id_f9cecc5a_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_note
    ADD CONSTRAINT inbox_note_conversation_id_f93b3385_fk_inbox_conversation_id FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_note
    ADD CONSTRAINT inbox_note_teammate_id_5ee4df9d_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_participant
    ADD CONSTRAINT inbox_participant_conversation_id_f6745b59_fk_inbox_con FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_participant
    ADD CONSTRAINT inbox_participant_customer_id_b3ac126c_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_searchdocument
    ADD CONSTRAINT inbox_searchdocument_conversation_id_66c9c2c4_fk_inbox_con FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.inbox_storm
    ADD CONSTRAINT inbox_storm_customer_id_b0666a75_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_teammate_id FOREIGN KEY (user_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_choice
    ADD CONSTRAINT notify_choice_teammate_id_6940047c_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_delivery
    ADD CONSTRAINT notify_delivery_carrier_id_3c33afe3_fk_notify_delivery_id FOREIGN KEY (carrier_id) REFERENCES public.notify_delivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_delivery
    ADD CONSTRAINT notify_delivery_notice_id_0b7aa490_fk_notify_notice_id FOREIGN KEY (notice_id) REFERENCES public.notify_notice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_manner
    ADD CONSTRAINT notify_manner_teammate_id_ea4d601e_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_notice
    ADD CONSTRAINT notify_notice_teammate_id_ec7baaab_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notify_way
    ADD CONSTRAINT notify_way_teammate_id_7d3d6168_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.numbers_digest
    ADD CONSTRAINT numbers_digest_teammate_id_a86eeb2b_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.numbers_mark
    ADD CONSTRAINT numbers_mark_made_by_id_e8f6fcc0_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.numbers_subscription
    ADD CONSTRAINT numbers_subscription_teammate_id_1c88ff65_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_apitoken
    ADD CONSTRAINT people_apitoken_teammate_id_3b7f8e57_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_customer
    ADD CONSTRAINT people_customer_company_id_128a95c5_fk_people_company_id FOREIGN KEY (company_id) REFERENCES public.people_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_customeraddress
    ADD CONSTRAINT people_customeraddre_customer_id_332ae859_fk_people_cu FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_erasure
    ADD CONSTRAINT people_erasure_asked_by_id_2ef26f9d_fk_people_teammate_id FOREIGN KEY (asked_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_erasure
    ADD CONSTRAINT people_erasure_customer_id_ee4337d3_fk_people_customer_id FOREIGN KEY (customer_id) REFERENCES public.people_customer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_product
    ADD CONSTRAINT people_product_team_id_4ce3c9f7_fk_people_team_id FOREIGN KEY (team_id) REFERENCES public.people_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_teammate_groups
    ADD CONSTRAINT people_teammate_grou_teammate_id_f8dac966_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_teammate_groups
    ADD CONSTRAINT people_teammate_groups_group_id_4a8cddc1_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_teammate
    ADD CONSTRAINT people_teammate_team_id_d0aa4bfb_fk_people_team_id FOREIGN KEY (team_id) REFERENCES public.people_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_teammate_user_permissions
    ADD CONSTRAINT people_teammate_user_permission_id_5cada378_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_teammate_user_permissions
    ADD CONSTRAINT people_teammate_user_teammate_id_a0fbd3ea_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.push_transport_browser
    ADD CONSTRAINT push_transport_brows_teammate_id_9e757f71_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_absence
    ADD CONSTRAINT rotation_absence_calendar_id_a720fa46_fk_rotation_ FOREIGN KEY (calendar_id) REFERENCES public.rotation_absencecalendar(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_absence
    ADD CONSTRAINT rotation_absence_made_by_id_2df5351e_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_absence
    ADD CONSTRAINT rotation_absence_teammate_id_f6103d30_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_absencecalendar
    ADD CONSTRAINT rotation_absencecale_added_by_id_fa414232_fk_people_te FOREIGN KEY (added_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_absencecalendar
    ADD CONSTRAINT rotation_absencecale_teammate_id_d4b3e2f2_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_ask_id_88b8f0dc_fk_rotation_ask_id FOREIGN KEY (ask_id) REFERENCES public.rotation_ask(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_instead_of_id_b785dca9_fk_people_teammate_id FOREIGN KEY (instead_of_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_made_by_id_2114bcc6_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_revoked_by_id_877f9f7f_fk_people_teammate_id FOREIGN KEY (revoked_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_rotation_id_f0703d2f_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_amendment
    ADD CONSTRAINT rotation_amendment_teammate_id_ec466f3d_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_announcement
    ADD CONSTRAINT rotation_announcemen_rotation_id_00b6aa17_fk_rotation_ FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_announcement
    ADD CONSTRAINT rotation_announcemen_teammate_id_9a12a2fa_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_answered_by_id_e1967077_fk_people_teammate_id FOREIGN KEY (answered_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_made_by_id_b938eb9f_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_rotation_id_ebc1ef51_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_teammate_id_78e9fdf3_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_ask
    ADD CONSTRAINT rotation_ask_to_id_d6cee8ab_fk_people_teammate_id FOREIGN KEY (to_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_calendarfeed
    ADD CONSTRAINT rotation_calendarfee_rotation_id_7597e64a_fk_rotation_ FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_calendarfeed
    ADD CONSTRAINT rotation_calendarfeed_owner_id_05b5e932_fk_people_teammate_id FOREIGN KEY (owner_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_feedentry
    ADD CONSTRAINT rotation_feedentry_rotation_id_405738dd_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_feedentry
    ADD CONSTRAINT rotation_feedentry_teammate_id_9395875e_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_layer
    ADD CONSTRAINT rotation_layer_rotation_id_6eeb9e3b_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_lineup
    ADD CONSTRAINT rotation_lineup_layer_id_b9898f63_fk_rotation_layer_id FOREIGN KEY (layer_id) REFERENCES public.rotation_layer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_lineup
    ADD CONSTRAINT rotation_lineup_made_by_id_f87f140f_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_lineupmember
    ADD CONSTRAINT rotation_lineupmembe_teammate_id_8fe50f35_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_lineupmember
    ADD CONSTRAINT rotation_lineupmember_lineup_id_f7106066_fk_rotation_lineup_id FOREIGN KEY (lineup_id) REFERENCES public.rotation_lineup(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_loggedshift
    ADD CONSTRAINT rotation_loggedshift_rotation_id_54be9de7_fk_rotation_ FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_loggedshift
    ADD CONSTRAINT rotation_loggedshift_teammate_id_26d8393d_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_rotation
    ADD CONSTRAINT rotation_rotation_team_id_da3bca3d_fk_people_team_id FOREIGN KEY (team_id) REFERENCES public.people_team(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_shadow
    ADD CONSTRAINT rotation_shadow_beside_id_1d682732_fk_people_teammate_id FOREIGN KEY (beside_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_shadow
    ADD CONSTRAINT rotation_shadow_made_by_id_6c691d6e_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_shadow
    ADD CONSTRAINT rotation_shadow_rotation_id_541e1227_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rotation_shadow
    ADD CONSTRAINT rotation_shadow_teammate_id_a710f9fe_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shift_presence
    ADD CONSTRAINT shift_presence_teammate_id_2df41179_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shift_shiftrules
    ADD CONSTRAINT shift_shiftrules_rotation_id_b821aa27_fk_rotation_rotation_id FOREIGN KEY (rotation_id) REFERENCES public.rotation_rotation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culprit
    ADD CONSTRAINT studies_culprit_created_by_id_79e2e5ac_fk_people_teammate_id FOREIGN KEY (created_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culprit
    ADD CONSTRAINT studies_culprit_merged_into_id_8ca2cb2c_fk_studies_culprit_id FOREIGN KEY (merged_into_id) REFERENCES public.studies_culprit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culprit
    ADD CONSTRAINT studies_culprit_product_id_c56e73c2_fk_people_product_id FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culpritaction
    ADD CONSTRAINT studies_culpritactio_created_by_id_6be8477b_fk_people_te FOREIGN KEY (created_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culpritaction
    ADD CONSTRAINT studies_culpritaction_culprit_id_85af7b5d_fk_studies_culprit_id FOREIGN KEY (culprit_id) REFERENCES public.studies_culprit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_culpritaction
    ADD CONSTRAINT studies_culpritaction_owner_id_a837d754_fk_people_teammate_id FOREIGN KEY (owner_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_conversation_id_0a55d921_fk_inbox_conversation_id FOREIGN KEY (conversation_id) REFERENCES public.inbox_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_product_id_948c2300_fk_people_product_id FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_replaces_id_049932d7_fk_studies_drawn_id FOREIGN KEY (replaces_id) REFERENCES public.studies_drawn(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_stratum_id_e6f17545_fk_studies_stratum_id FOREIGN KEY (stratum_id) REFERENCES public.studies_stratum(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_drawn
    ADD CONSTRAINT studies_drawn_study_id_810ab88e_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_modelhelp
    ADD CONSTRAINT studies_modelhelp_study_id_ef95ae98_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_reading
    ADD CONSTRAINT studies_reading_culprit_id_d1734f3e_fk_studies_culprit_id FOREIGN KEY (culprit_id) REFERENCES public.studies_culprit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_reading
    ADD CONSTRAINT studies_reading_drawn_id_0037b739_fk_studies_drawn_id FOREIGN KEY (drawn_id) REFERENCES public.studies_drawn(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_reading
    ADD CONSTRAINT studies_reading_reader_id_69291317_fk_people_teammate_id FOREIGN KEY (reader_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_reportmail
    ADD CONSTRAINT studies_reportmail_study_id_4d8af35f_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_reportmail
    ADD CONSTRAINT studies_reportmail_teammate_id_9fa93365_fk_people_teammate_id FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series
    ADD CONSTRAINT studies_series_created_by_id_3727d2cf_fk_people_teammate_id FOREIGN KEY (created_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_mailed_to
    ADD CONSTRAINT studies_series_maile_series_id_53ad5017_fk_studies_s FOREIGN KEY (series_id) REFERENCES public.studies_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_mailed_to
    ADD CONSTRAINT studies_series_maile_teammate_id_6621ff71_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_products
    ADD CONSTRAINT studies_series_produ_product_id_83cd6323_fk_people_pr FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_products
    ADD CONSTRAINT studies_series_products_series_id_86eb5174_fk_studies_series_id FOREIGN KEY (series_id) REFERENCES public.studies_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_readers
    ADD CONSTRAINT studies_series_reade_teammate_id_fe21ebc9_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_series_readers
    ADD CONSTRAINT studies_series_readers_series_id_19b47a41_fk_studies_series_id FOREIGN KEY (series_id) REFERENCES public.studies_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_settlement
    ADD CONSTRAINT studies_settlement_by_id_38fc322d_fk_people_teammate_id FOREIGN KEY (by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_settlement
    ADD CONSTRAINT studies_settlement_culprit_id_2e0215ca_fk_studies_culprit_id FOREIGN KEY (culprit_id) REFERENCES public.studies_culprit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_settlement
    ADD CONSTRAINT studies_settlement_drawn_id_678986fc_fk_studies_drawn_id FOREIGN KEY (drawn_id) REFERENCES public.studies_drawn(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_share
    ADD CONSTRAINT studies_share_created_by_id_0f39e705_fk_people_teammate_id FOREIGN KEY (created_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_share
    ADD CONSTRAINT studies_share_revoked_by_id_3d93ceef_fk_people_teammate_id FOREIGN KEY (revoked_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_share
    ADD CONSTRAINT studies_share_study_id_acb6881e_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_skip
    ADD CONSTRAINT studies_skip_drawn_id_a3083ffa_fk_studies_drawn_id FOREIGN KEY (drawn_id) REFERENCES public.studies_drawn(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_skip
    ADD CONSTRAINT studies_skip_reader_id_b691c917_fk_people_teammate_id FOREIGN KEY (reader_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_stratum
    ADD CONSTRAINT studies_stratum_study_id_07b4550b_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT studies_study_created_by_id_f5124e47_fk_people_teammate_id FOREIGN KEY (created_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT studies_study_finished_by_id_9ccee94e_fk_people_teammate_id FOREIGN KEY (finished_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT studies_study_previous_id_b7dcacc6_fk_studies_study_id FOREIGN KEY (previous_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study_products
    ADD CONSTRAINT studies_study_products_product_id_19dfc16d_fk_people_product_id FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study_products
    ADD CONSTRAINT studies_study_products_study_id_78e38430_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study_readers
    ADD CONSTRAINT studies_study_reader_teammate_id_ee0da0ee_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study_readers
    ADD CONSTRAINT studies_study_readers_study_id_9d23a58f_fk_studies_study_id FOREIGN KEY (study_id) REFERENCES public.studies_study(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_study
    ADD CONSTRAINT studies_study_series_id_6bc7142c_fk_studies_series_id FOREIGN KEY (series_id) REFERENCES public.studies_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_usagepoint
    ADD CONSTRAINT studies_usagepoint_product_id_5561d039_fk_people_product_id FOREIGN KEY (product_id) REFERENCES public.people_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.studies_usagepoint
    ADD CONSTRAINT studies_usagepoint_set_by_id_99ead22d_fk_people_teammate_id FOREIGN KEY (set_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.telling_untold
    ADD CONSTRAINT telling_untold_event_id_94763379_fk_events_event_id FOREIGN KEY (event_id) REFERENCES public.events_event(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.telling_warned
    ADD CONSTRAINT telling_warned_clock_id_a2587404_fk_inbox_clock_id FOREIGN KEY (clock_id) REFERENCES public.inbox_clock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tiers_account
    ADD CONSTRAINT tiers_account_company_id_137326b0_fk_people_company_id FOREIGN KEY (company_id) REFERENCES public.people_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tiers_agreement
    ADD CONSTRAINT tiers_agreement_account_id_64ff1fe1_fk_tiers_account_id FOREIGN KEY (account_id) REFERENCES public.tiers_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tiers_pin
    ADD CONSTRAINT tiers_pin_company_id_60b0a596_fk_people_company_id FOREIGN KEY (company_id) REFERENCES public.people_company(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tiers_pin
    ADD CONSTRAINT tiers_pin_set_by_id_04d38c7e_fk_people_teammate_id FOREIGN KEY (set_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.tiers_ruleset
    ADD CONSTRAINT tiers_ruleset_made_by_id_9070ef0d_fk_people_teammate_id FOREIGN KEY (made_by_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.webhook_transport_webhook
    ADD CONSTRAINT webhook_transport_we_teammate_id_e5fe4fe8_fk_people_te FOREIGN KEY (teammate_id) REFERENCES public.people_teammate(id) DEFERRABLE INITIALLY DEFERRED;

