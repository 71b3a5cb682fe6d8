//! Every query, by name. The text lies under `queries/<noun>/<verb>.sql` with
//! `$1` placeholders, and both engines run the same file. Where PostgreSQL
//! needs another text, it lies beside it as `<verb>.postgres.sql` and is named
//! here after an `or`.

/// Turns the placeholder `$1` into `?1`: SQLite numbers `$` names by first
/// appearance, `?` by the number itself. Both are one byte, so the text keeps
/// its length and this can happen while compiling.
const fn numbered<const N: usize>(text: &str) -> [u8; N] {
    let bytes = text.as_bytes();
    let mut numbered = [0; N];
    let mut i = 0;
    while i < N {
        let is_placeholder = bytes[i] == b'$' && i + 1 < N && bytes[i + 1].is_ascii_digit();
        numbered[i] = if is_placeholder { b'?' } else { bytes[i] };
        i += 1;
    }
    numbered
}

/// A statement of the record, with its text for each engine.
#[derive(Debug)]
pub(crate) struct Query {
    /// `<noun>/<verb>`.
    pub(crate) path: &'static str,
    /// As SQLite wants it.
    pub(crate) sqlite: &'static str,
    /// As PostgreSQL wants it.
    pub(crate) postgres: &'static str,
}

macro_rules! query_text {
    ($path:literal) => {
        include_str!(concat!("../queries/", $path, ".sql"))
    };
}

macro_rules! for_sqlite {
    ($path:literal) => {{
        const TEXT: &str = query_text!($path);
        const BYTES: [u8; TEXT.len()] = numbered(TEXT);
        match std::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("replacing one ASCII byte by another keeps UTF-8"),
        }
    }};
}

macro_rules! for_postgres {
    ($path:literal) => {
        query_text!($path)
    };
    ($shared:literal, $own:literal) => {
        query_text!($own)
    };
}

macro_rules! queries {
    ($($name:ident = $path:literal $(or $own:literal)?;)+) => {
        $(
            pub(crate) const $name: &Query = &Query {
                path: $path,
                sqlite: for_sqlite!($path),
                postgres: for_postgres!($path $(, $own)?),
            };
        )+

        /// Name, statement and files of every query.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &Query, &[&str])] =
            &[$((stringify!($name), $name, &[$path $(, $own)?])),+];
    };
}

queries! {
    ACCESS_TOKEN_ADD = "access_token/add";
    ACCESS_TOKEN_DELETE_EXPIRED = "access_token/delete_expired";
    ACCESS_TOKEN_LOOKUP = "access_token/lookup";
    ANNOTATION_ADD = "annotation/add";
    ANNOTATION_DELETE = "annotation/delete";
    ANNOTATION_LIST = "annotation/list";
    API_KEY_ADD = "api_key/add";
    API_KEY_EXPIRE = "api_key/expire";
    API_KEY_FIND_BY_TOKEN = "api_key/find_by_token";
    API_KEY_LIST = "api_key/list";
    API_KEY_LOOKUP = "api_key/lookup";
    API_KEY_NOTE_USED = "api_key/note_used";
    API_KEY_REVOKE = "api_key/revoke";
    AUDIT_ADD = "audit/add";
    AUDIT_ADD_CONTENT = "audit/add_content";
    AUDIT_ADD_HEAD = "audit/add_head";
    AUDIT_COUNT = "audit/count";
    AUDIT_ERASE_OF_ACTOR = "audit/erase_of_actor";
    AUDIT_ERASE_OF_SUBJECT = "audit/erase_of_subject";
    AUDIT_LIST = "audit/list";
    AUDIT_LIST_AFTER = "audit/list_after";
    AUDIT_LIST_HEADS = "audit/list_heads";
    AUDIT_LIST_OF_ACTOR = "audit/list_of_actor";
    AUDIT_LIST_OF_SUBJECT = "audit/list_of_subject";
    AUDIT_LOOKUP_END = "audit/lookup_end";
    BACKUP_LOOKUP = "backup/lookup";
    BACKUP_PUT = "backup/put";
    BULK_ADD = "bulk/add";
    BULK_ADD_ROW = "bulk/add_row";
    BULK_COUNT_ROWS = "bulk/count_rows";
    BULK_DELETE_OLD = "bulk/delete_old";
    BULK_DELETE_OLD_ROWS = "bulk/delete_old_rows";
    BULK_END = "bulk/end";
    BULK_END_ROW = "bulk/end_row";
    BULK_FORGET_FILTER = "bulk/forget_filter";
    BULK_LIST = "bulk/list";
    BULK_LIST_ROWS = "bulk/list_rows";
    BULK_LOOKUP = "bulk/lookup";
    COMMENT_ADD = "comment/add";
    COMMENT_ADD_MENTION = "comment/add_mention";
    COMMENT_ADD_VERSION = "comment/add_version";
    COMMENT_EDIT = "comment/edit";
    COMMENT_LIST = "comment/list";
    COMMENT_LIST_MENTIONS = "comment/list_mentions";
    COMMENT_LIST_VERSIONS = "comment/list_versions";
    COMMENT_LOOKUP = "comment/lookup";
    COMPANY_ADD = "company/add";
    COMPANY_ADD_ACCOUNT = "company/add_account";
    COMPANY_ADD_AGREEMENT = "company/add_agreement";
    COMPANY_CHANGE = "company/change";
    COMPANY_DELETE_ACCOUNTS = "company/delete_accounts";
    COMPANY_DELETE_AGREEMENTS = "company/delete_agreements";
    COMPANY_LIST = "company/list";
    COMPANY_LIST_ACCOUNTS = "company/list_accounts";
    COMPANY_LIST_AGREEMENTS = "company/list_agreements";
    COMPANY_LIST_ALL_AGREEMENTS = "company/list_all_agreements";
    COMPANY_LOOKUP = "company/lookup";
    COMPANY_LOOKUP_SETTINGS = "company/lookup_settings";
    COMPANY_PUT_SETTINGS = "company/put_settings";
    CUSTOMER_ADD = "customer/add";
    CUSTOMER_FIND_BY_KEY = "customer/find_by_key";
    CUSTOMER_LIST = "customer/list";
    CUSTOMER_LIST_AFTER = "customer/list_after";
    CUSTOMER_LIST_BEFORE = "customer/list_before";
    CUSTOMER_LOOKUP = "customer/lookup";
    CUSTOMER_UPDATE = "customer/update";
    DOCUMENT_ADD = "document/add";
    DOCUMENT_ADD_ATTACHMENT = "document/add_attachment";
    DOCUMENT_ADD_REFERENCE = "document/add_reference";
    DOCUMENT_COUNT = "document/count";
    DOCUMENT_EXISTS = "document/exists";
    DOCUMENT_FIND_BY_KID = "document/find_by_kid";
    DOCUMENT_FIND_BY_NUMBER = "document/find_by_number";
    DOCUMENT_FIND_BY_OUTSTANDING = "document/find_by_outstanding";
    DOCUMENT_FIND_BY_SOURCE = "document/find_by_source";
    DOCUMENT_FIND_CREDITABLE = "document/find_creditable";
    DOCUMENT_FIND_CREDITING = "document/find_crediting";
    DOCUMENT_FIND_SAME_NUMBER = "document/find_same_number";
    DOCUMENT_LIST_ATTACHMENTS = "document/list_attachments";
    DOCUMENT_LIST_IDS_AFTER = "document/list_ids_after";
    DOCUMENT_LIST_REFERENCES = "document/list_references";
    DOCUMENT_LOOKUP = "document/lookup";
    DOCUMENT_LOOKUP_HEAD = "document/lookup_head";
    ERASING_ADD_KEY = "erasing/add_key";
    ERASING_ADD_NOBODY = "erasing/add_nobody";
    ERASING_ADD_RUN = "erasing/add_run";
    ERASING_BLANK_ANSWERS = "erasing/blank_answers";
    ERASING_BLANK_CUSTOMER = "erasing/blank_customer";
    ERASING_BLANK_DOCUMENT = "erasing/blank_document";
    ERASING_BLANK_EVENTS = "erasing/blank_events";
    ERASING_BLANK_IMPORT = "erasing/blank_import";
    ERASING_BLANK_ITEMS = "erasing/blank_items";
    ERASING_BLANK_ITEMS_OF_IMPORT = "erasing/blank_items_of_import";
    ERASING_BLANK_OLD_ANSWERS = "erasing/blank_old_answers";
    ERASING_BLANK_OWN_EVENTS = "erasing/blank_own_events";
    ERASING_DELETE_ATTACHMENTS = "erasing/delete_attachments";
    ERASING_DELETE_COMMENTS = "erasing/delete_comments";
    ERASING_DELETE_BULK_ROWS = "erasing/delete_bulk_rows";
    ERASING_DELETE_COMMENT_MENTIONS = "erasing/delete_comment_mentions";
    ERASING_DELETE_COMMENT_VERSIONS = "erasing/delete_comment_versions";
    ERASING_DELETE_FOLLOW_UPS = "erasing/delete_follow_ups";
    ERASING_DELETE_IMPORT_EVENTS = "erasing/delete_import_events";
    ERASING_DELETE_KEYS = "erasing/delete_keys";
    ERASING_DELETE_LINKS = "erasing/delete_links";
    ERASING_DELETE_ORIGINAL = "erasing/delete_original";
    ERASING_DELETE_TELLINGS = "erasing/delete_tellings";
    ERASING_DELETE_WAITING = "erasing/delete_waiting";
    ERASING_FIND_KEY = "erasing/find_key";
    ERASING_IS_ERASED = "erasing/is_erased";
    ERASING_IS_ORIGINAL_NAMED = "erasing/is_original_named";
    ERASING_LIST_HASHES = "erasing/list_hashes";
    ERASING_LIST_OLD_IMPORTS = "erasing/list_old_imports";
    ERASING_LIST_OLD_PAYMENTS = "erasing/list_old_payments";
    ERASING_LIST_PAYMENTS = "erasing/list_payments";
    ERASING_LIST_RUNS = "erasing/list_runs";
    ERASING_LIST_TELLING_KEYS = "erasing/list_telling_keys";
    ERASING_LIST_WITHDRAWN = "erasing/list_withdrawn";
    ERASING_LOOKUP = "erasing/lookup";
    ERASING_LOOKUP_IMPORT = "erasing/lookup_import";
    ERASING_NOTE_ORIGINAL = "erasing/note_original";
    ERASING_REPORT_RUN = "erasing/report_run";
    ERRAND_ADD = "errand/add";
    ERRAND_ADD_STEP = "errand/add_step";
    ERRAND_DELETE = "errand/delete";
    ERRAND_DELETE_EXPIRED = "errand/delete_expired";
    ERRAND_DELETE_EXPIRED_STEPS = "errand/delete_expired_steps";
    ERRAND_DELETE_STEPS = "errand/delete_steps";
    ERRAND_END = "errand/end";
    ERRAND_FORGET_ANSWERS = "errand/forget_answers";
    ERRAND_HAS_STEPS = "errand/has_steps";
    ERRAND_LEASE = "errand/lease";
    ERRAND_LOOKUP = "errand/lookup";
    ERRAND_LOOKUP_STEP = "errand/lookup_step";
    EVENT_ADD = "event/add";
    EVENT_COUNT = "event/count";
    EVENT_FIND_BY_SOURCE = "event/find_by_source";
    EVENT_IS_UNDONE = "event/is_undone";
    EVENT_LAST_SEQ = "event/last_seq";
    EVENT_LIST_AFTER = "event/list_after";
    EVENT_LIST_LEARNED_IN = "event/list_learned_in";
    EVENT_LIST_OF_DOCUMENT = "event/list_of_document";
    EVENT_LIST_OF_DOCUMENT_UNTIL = "event/list_of_document_until";
    EVENT_TAKE_SEQS = "event/take_seqs";
    EXPORT_ADD = "export/add";
    EXPORT_DELETE = "export/delete";
    EXPORT_END = "export/end";
    EXPORT_ERASE = "export/erase";
    EXPORT_FORGET_FILE = "export/forget_file";
    EXPORT_LIST = "export/list";
    EXPORT_LIST_OVER = "export/list_over";
    EXPORT_LOOKUP = "export/lookup";
    EXPORT_NOTE_PROGRESS = "export/note_progress";
    EXTRACT_ADD_PART = "extract/add_part";
    EXTRACT_DELETE = "extract/delete";
    EXTRACT_IS_PAYMENT_THERE = "extract/is_payment_there";
    EXTRACT_LIST_ERASED_SINCE = "extract/list_erased_since";
    EXTRACT_LIST_NAMING = "extract/list_naming";
    FACTS_LOG_END = "facts/log_end";
    FACTS_NEXT_EPOCH = "facts/next_epoch";
    FOLLOW_UP_ADD = "follow_up/add";
    FOLLOW_UP_CLOSE = "follow_up/close";
    FOLLOW_UP_COUNT_OPEN = "follow_up/count_open";
    FOLLOW_UP_LIST_CLOSED = "follow_up/list_closed";
    FOLLOW_UP_LIST_OF_DOCUMENT = "follow_up/list_of_document";
    FOLLOW_UP_LIST_OPEN = "follow_up/list_open";
    FOLLOW_UP_LIST_OPEN_OF_ASSIGNEE = "follow_up/list_open_of_assignee";
    FOLLOW_UP_LOOKUP = "follow_up/lookup";
    HOLD_ADD = "hold/add";
    HOLD_ADD_DOCUMENT = "hold/add_document";
    HOLD_DELETE = "hold/delete";
    HOLD_DELETE_DOCUMENT = "hold/delete_document";
    HOLD_IS_DOCUMENT_HELD = "hold/is_document_held";
    HOLD_IS_SET = "hold/is_set";
    HOLD_LIST = "hold/list";
    HOLD_LIST_DOCUMENTS = "hold/list_documents";
    HOLD_LIST_HELD = "hold/list_held";
    HOLD_LIST_OF_DOCUMENT = "hold/list_of_document";
    HOLD_RELEASE = "hold/release";
    IMPORT_ADD = "import/add";
    IMPORT_ADD_ITEM = "import/add_item";
    IMPORT_COUNT_ITEMS = "import/count_items";
    IMPORT_LIST = "import/list";
    IMPORT_LIST_BEFORE = "import/list_before";
    IMPORT_LIST_ITEMS = "import/list_items";
    IMPORT_LOOKUP = "import/lookup";
    IMPORT_LOOKUP_ITEM = "import/lookup_item";
    IMPORT_SETTLE_COUNTS = "import/settle_counts";
    IMPORT_SETTLE_ITEM = "import/settle_item";
    INTEREST_RATE_ADD = "interest_rate/add";
    INTEREST_RATE_DELETE = "interest_rate/delete";
    INTEREST_RATE_LIST = "interest_rate/list";
    JOB_ADD = "job/add";
    JOB_DELETE = "job/delete";
    JOB_EXTEND = "job/extend";
    JOB_FAIL = "job/fail";
    JOB_FIND_DUE = "job/find_due" or "job/find_due.postgres";
    JOB_GIVE_UP = "job/give_up";
    JOB_LEASE = "job/lease";
    JOB_LIST = "job/list";
    JOB_REPEAT = "job/repeat";
    JOB_RETRY = "job/retry";
    LEARNED_SPAN_LIST_LATER = "learned_span/list_later";
    LEARNED_SPAN_PUT = "learned_span/put";
    LETTER_ADD = "letter/add";
    LETTER_ADD_PART = "letter/add_part";
    LETTER_BLANK_BETWEEN = "letter/blank_between";
    LETTER_DELETE = "letter/delete";
    LETTER_DELETE_PARTS = "letter/delete_parts";
    LETTER_DELETE_PARTS_BETWEEN = "letter/delete_parts_between";
    LETTER_LIST = "letter/list";
    LETTER_LIST_BETWEEN = "letter/list_between";
    LETTER_LIST_PARTS = "letter/list_parts";
    LETTER_LIST_SETTLED = "letter/list_settled";
    LETTER_LOOKUP = "letter/lookup";
    LETTER_NOTE_BOUNCED = "letter/note_bounced";
    LETTER_NOTE_FAILED = "letter/note_failed";
    LETTER_NOTE_SENT = "letter/note_sent";
    LETTER_RETRY = "letter/retry";
    LINK_ADD = "link/add";
    LINK_ALLOW = "link/allow";
    LINK_CLOSE = "link/close";
    LINK_FIND_BY_TOKEN = "link/find_by_token";
    LINK_IS_ALLOWED = "link/is_allowed";
    LINK_LIST = "link/list";
    LINK_NOTE_VIEW = "link/note_view";
    LINK_REVOKE = "link/revoke";
    MANDATE_LIST = "mandate/list";
    ORGANISATION_ADD = "organisation/add";
    ORGANISATION_CHANGE = "organisation/change";
    ORGANISATION_FIND_BY_SLUG = "organisation/find_by_slug";
    ORGANISATION_LIST = "organisation/list";
    ORGANISATION_LOOKUP = "organisation/lookup";
    ORGANISATION_LOOKUP_SETTINGS = "organisation/lookup_settings";
    ORGANISATION_PUT_SETTINGS = "organisation/put_settings";
    ORIGINAL_ADD = "original/add";
    ORIGINAL_CONDEMN = "original/condemn";
    ORIGINAL_COUNT = "original/count";
    ORIGINAL_EXISTS = "original/exists";
    ORIGINAL_FORGET_CONDEMNED = "original/forget_condemned";
    ORIGINAL_IS_CONDEMNED = "original/is_condemned";
    ORIGINAL_LIST_CONDEMNED = "original/list_condemned";
    ORIGINAL_LIST_NEWEST = "original/list_newest";
    ORIGINAL_LIST_OUTSIDE = "original/list_outside";
    ORIGINAL_LOOKUP = "original/lookup";
    PASSKEY_ADD = "passkey/add";
    PASSKEY_DELETE = "passkey/delete";
    PASSKEY_DELETE_OF_USER = "passkey/delete_of_user";
    PASSKEY_FIND_BY_CREDENTIAL = "passkey/find_by_credential";
    PASSKEY_LIST_OF_USER = "passkey/list_of_user";
    PASSKEY_USE = "passkey/use";
    PAYMENT_ADD = "payment/add";
    PAYMENT_COMPOSE = "payment/compose";
    PAYMENT_COUNT = "payment/count";
    PAYMENT_COUNT_ALL = "payment/count_all";
    PAYMENT_COUNT_UNMATCHED = "payment/count_unmatched";
    PAYMENT_COUNT_WITHIN = "payment/count_within" or "payment/count_within.postgres";
    PAYMENT_DELETE = "payment/delete";
    PAYMENT_DETACH = "payment/detach";
    PAYMENT_FIND_ALIKE = "payment/find_alike";
    PAYMENT_FIND_BY_SOURCE = "payment/find_by_source";
    PAYMENT_FIND_SUM = "payment/find_sum";
    PAYMENT_FIND_WAITING = "payment/find_waiting";
    PAYMENT_IS_FREE = "payment/is_free";
    PAYMENT_LIST = "payment/list";
    PAYMENT_LIST_BEFORE = "payment/list_before";
    PAYMENT_LIST_BEFORE_WITHIN = "payment/list_before_within" or "payment/list_before_within.postgres";
    PAYMENT_LIST_OF_DOCUMENT = "payment/list_of_document";
    PAYMENT_LIST_UNMATCHED = "payment/list_unmatched";
    PAYMENT_LIST_UNMATCHED_BEFORE = "payment/list_unmatched_before";
    PAYMENT_LIST_WITHIN = "payment/list_within" or "payment/list_within.postgres";
    PAYMENT_LOOKUP = "payment/lookup";
    PAYMENT_MATCH = "payment/match";
    PRICE_ADD = "price/add";
    PRICE_DELETE = "price/delete";
    PRICE_DELETE_SAME = "price/delete_same";
    PRICE_LIST = "price/list";
    QUEUE_JOBS = "queue/jobs";
    QUEUE_LETTERS = "queue/letters";
    QUEUE_UPLOADS = "queue/uploads";
    QUEUE_WEBHOOKS = "queue/webhooks";
    RECEPTION_ADD_ATTEMPT = "reception/add_attempt";
    RECEPTION_ADD_DELIVERY = "reception/add_delivery";
    RECEPTION_COUNT_ATTEMPT = "reception/count_attempt";
    RECEPTION_DELETE_ATTEMPT = "reception/delete_attempt";
    RECEPTION_DELETE_DELIVERY = "reception/delete_delivery";
    RECEPTION_EXTEND_DELIVERY = "reception/extend_delivery";
    RECEPTION_FIND_WAITING = "reception/find_waiting";
    RECEPTION_LOOKUP_ATTEMPT = "reception/lookup_attempt";
    RECEPTION_LOOKUP_MAPPING = "reception/lookup_mapping";
    RECEPTION_PUT_MAPPING = "reception/put_mapping";
    RECEPTION_TAKE_DELIVERY = "reception/take_delivery";
    RECOVERY_CODE_ADD = "recovery_code/add";
    RECOVERY_CODE_COUNT = "recovery_code/count";
    RECOVERY_CODE_DELETE_OF_USER = "recovery_code/delete_of_user";
    RECOVERY_CODE_TAKE = "recovery_code/take";
    REPORT_DELETE = "report/delete";
    REPORT_LIST = "report/list";
    REPORT_LOOKUP = "report/lookup";
    REPORT_MOVE_PLAN = "report/move_plan";
    REPORT_PUT = "report/put";
    RETENTION_ADD = "retention/add";
    RETENTION_DELETE = "retention/delete";
    RETENTION_LIST = "retention/list";
    RUN_ADD = "run/add";
    RUN_ADD_FILE_PART = "run/add_file_part";
    RUN_DELETE = "run/delete";
    RUN_DELETE_ERASED = "run/delete_erased";
    RUN_DELETE_FILES = "run/delete_files";
    RUN_DELETE_NAMED_FILES = "run/delete_named_files";
    RUN_FIND_BY_KEY = "run/find_by_key";
    RUN_IS_ERASED = "run/is_erased";
    RUN_LIST = "run/list";
    RUN_LIST_BEFORE = "run/list_before";
    RUN_LIST_FILES = "run/list_files";
    RUN_LIST_OF_REPORT = "run/list_of_report";
    RUN_LOOKUP = "run/lookup";
    RUN_LOOKUP_FILE_PART = "run/lookup_file_part";
    RUN_NOTE_ERASED = "run/note_erased";
    RUN_SETTLE = "run/settle";
    SESSION_ADD = "session/add";
    SESSION_DELETE = "session/delete";
    SESSION_DELETE_EXPIRED = "session/delete_expired";
    SESSION_DELETE_OF_USER = "session/delete_of_user";
    SESSION_DELETE_OTHERS = "session/delete_others";
    SESSION_EXTEND = "session/extend";
    SESSION_LIST_OF_USER = "session/list_of_user";
    SESSION_LOOKUP = "session/lookup";
    SESSION_PROVE = "session/prove";
    SESSION_SEE_AS = "session/see_as";
    SIGN_IN_STEP_ADD = "sign_in_step/add";
    SIGN_IN_STEP_DELETE = "sign_in_step/delete";
    SIGN_IN_STEP_DELETE_OLD = "sign_in_step/delete_old";
    SIGN_IN_STEP_LOOKUP = "sign_in_step/lookup";
    STANDING_LIST_AFTER = "standing/list_after";
    STANDING_LIST_NEWEST_IDS = "standing/list_newest_ids";
    STANDING_LIST_BETWEEN = "standing/list_between";
    STANDING_LOOKUP = "standing/lookup";
    STANDING_LOOKUP_BY_EVENT = "standing/lookup_by_event";
    STANDING_PUT = "standing/put";
    SUBSCRIBER_ADD = "subscriber/add";
    SUBSCRIBER_BEGIN = "subscriber/begin";
    SUBSCRIBER_END = "subscriber/end";
    SUBSCRIBER_FIND_BY_TOKEN = "subscriber/find_by_token";
    SUBSCRIBER_LIST = "subscriber/list";
    SUBSCRIBER_NOTE_BOUNCES = "subscriber/note_bounces";
    TELLING_ADD = "telling/add";
    TELLING_ADD_APART = "telling/add_apart";
    TELLING_ADD_FIRST = "telling/add_first";
    TELLING_DELETE = "telling/delete";
    TELLING_DELETE_APART = "telling/delete_apart";
    TELLING_FIND_BY_SOURCE = "telling/find_by_source";
    TELLING_IS_APART = "telling/is_apart";
    TELLING_LIST = "telling/list";
    TELLING_MOVE = "telling/move";
    THROTTLE_COUNT = "throttle/count";
    THROTTLE_DELETE = "throttle/delete";
    THROTTLE_DELETE_OLD = "throttle/delete_old";
    TOTP_CONFIRM = "totp/confirm";
    TOTP_DELETE = "totp/delete";
    TOTP_LOOKUP = "totp/lookup";
    TOTP_PUT = "totp/put";
    TOTP_TAKE_STEP = "totp/take_step";
    UNDO_ADD_EVENT = "undo/add_event";
    UNDO_ADD_WITHDRAWN = "undo/add_withdrawn";
    UNDO_BEGIN = "undo/begin";
    UNDO_COMPLETE = "undo/complete";
    UNDO_COUNT_WAITING = "undo/count_waiting";
    UNDO_DELETE_REFERENCES = "undo/delete_references";
    UNDO_DELETE_STANDING = "undo/delete_standing";
    UNDO_DELETE_WAITING = "undo/delete_waiting";
    UNDO_FIND_IMPORT_OF_DOCUMENT = "undo/find_import_of_document";
    UNDO_FIND_IMPORT_OF_EVENT = "undo/find_import_of_event";
    UNDO_FREE_DOCUMENT = "undo/free_document";
    UNDO_LIST_CREDITS = "undo/list_credits";
    UNDO_LIST_DOCUMENTS = "undo/list_documents";
    UNDO_LIST_EVENTS = "undo/list_events";
    UNDO_LIST_PAYMENTS = "undo/list_payments";
    UNDO_LIST_WITHDRAWN_AFTER = "undo/list_withdrawn_after";
    UNDO_LOOKUP = "undo/lookup";
    USER_ADD = "user/add";
    USER_CHANGE = "user/change";
    USER_COUNT_ADMINISTRATORS = "user/count_administrators";
    USER_DELETE = "user/delete";
    USER_FIND_BY_EMAIL = "user/find_by_email";
    USER_FIND_BY_SUBJECT = "user/find_by_subject";
    USER_JOIN = "user/join";
    USER_LIST = "user/list";
    USER_LOOKUP = "user/lookup";
    USER_SET_LANGUAGE = "user/set_language";
    USER_SET_PASSWORD = "user/set_password";
    USER_SET_PLATFORM = "user/set_platform";
    USER_SET_PROFILE = "user/set_profile";
    USER_SET_SUBJECT = "user/set_subject";
    USER_TOKEN_ADD = "user_token/add";
    USER_TOKEN_DELETE_OF_USER = "user_token/delete_of_user";
    USER_TOKEN_LOOKUP = "user_token/lookup";
    VIEW_ADD = "view/add";
    VIEW_CHANGE = "view/change";
    VIEW_DELETE = "view/delete";
    VIEW_DELETE_DEFAULT = "view/delete_default";
    VIEW_DELETE_DEFAULTS = "view/delete_defaults";
    VIEW_DELETE_DEFAULTS_OF_OWNER = "view/delete_defaults_of_owner";
    VIEW_DELETE_OF_OWNER = "view/delete_of_owner";
    VIEW_LIST = "view/list";
    VIEW_LIST_OF_PERSON = "view/list_of_person";
    VIEW_LOOKUP = "view/lookup";
    VIEW_LOOKUP_DEFAULT = "view/lookup_default";
    VIEW_PUT_DEFAULT = "view/put_default";
    WAITING_ADD = "waiting/add";
    WAITING_COUNT = "waiting/count";
    WAITING_DELETE = "waiting/delete";
    WAITING_EXISTS = "waiting/exists";
    WAITING_FIND_BY_TARGET = "waiting/find_by_target";
    WEBHOOK_ADD = "webhook/add";
    WEBHOOK_ATTEMPT_ADD = "webhook_attempt/add";
    WEBHOOK_ATTEMPT_DELETE_OF_WEBHOOK = "webhook_attempt/delete_of_webhook";
    WEBHOOK_ATTEMPT_DELETE_OLD = "webhook_attempt/delete_old";
    WEBHOOK_ATTEMPT_LIST = "webhook_attempt/list";
    WEBHOOK_CHANGE = "webhook/change";
    WEBHOOK_DELETE = "webhook/delete";
    WEBHOOK_DELIVERY_ADD = "webhook_delivery/add";
    WEBHOOK_DELIVERY_BEGIN = "webhook_delivery/begin";
    WEBHOOK_DELIVERY_COUNT = "webhook_delivery/count";
    WEBHOOK_DELIVERY_DELETE_OF_WEBHOOK = "webhook_delivery/delete_of_webhook";
    WEBHOOK_DELIVERY_DELETE_OLD = "webhook_delivery/delete_old";
    WEBHOOK_DELIVERY_END = "webhook_delivery/end";
    WEBHOOK_DELIVERY_FIND_DUE = "webhook_delivery/find_due";
    WEBHOOK_DELIVERY_LIST = "webhook_delivery/list";
    WEBHOOK_DELIVERY_LIST_BY_STATE = "webhook_delivery/list_by_state";
    WEBHOOK_DELIVERY_LOOKUP = "webhook_delivery/lookup";
    WEBHOOK_DELIVERY_PUT_OFF = "webhook_delivery/put_off";
    WEBHOOK_DELIVERY_REPLAY = "webhook_delivery/replay";
    WEBHOOK_DELIVERY_REPLAY_DEAD = "webhook_delivery/replay_dead";
    WEBHOOK_DISABLE = "webhook/disable";
    WEBHOOK_ENABLE = "webhook/enable";
    WEBHOOK_EXTEND = "webhook/extend";
    WEBHOOK_FEED = "webhook/feed";
    WEBHOOK_FIND_TO_ATTEND = "webhook/find_to_attend";
    WEBHOOK_HAS_FENCE = "webhook/has_fence";
    WEBHOOK_LEASE = "webhook/lease";
    WEBHOOK_LIST = "webhook/list";
    WEBHOOK_LOOKUP = "webhook/lookup";
    WEBHOOK_NOTE_FAILURE = "webhook/note_failure";
    WEBHOOK_NOTE_SUCCESS = "webhook/note_success";
    WEBHOOK_ROTATE = "webhook/rotate";
}

#[cfg(test)]
mod tests;
