-- People have roles, second factors and ways to begin; organisations and
-- companies have settings.

ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator';
-- Ids separated by spaces; absent for all companies.
ALTER TABLE users ADD COLUMN companies TEXT;
-- Whether keys that act alone are switched off.
ALTER TABLE users ADD COLUMN keys_off INTEGER NOT NULL DEFAULT 0;
-- Whether the person runs the installation, organisations other than this one included.
ALTER TABLE users ADD COLUMN is_platform INTEGER NOT NULL DEFAULT 0;
-- Absent for somebody who is invited and has not come yet.
ALTER TABLE users ADD COLUMN joined_at INTEGER DEFAULT 0;
-- What the organisation's own sign-in calls the person.
ALTER TABLE users ADD COLUMN subject TEXT;

CREATE INDEX users_by_subject ON users (organisation_id, subject);

ALTER TABLE sessions ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
-- When the person last proved who they are.
ALTER TABLE sessions ADD COLUMN proven_at INTEGER NOT NULL DEFAULT 0;
-- Whether more than a password was asked for.
ALTER TABLE sessions ADD COLUMN is_strong INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT;
ALTER TABLE sessions ADD COLUMN address TEXT;
-- The role that an administrator looks through, where it is not their own.
ALTER TABLE sessions ADD COLUMN seen_as TEXT;

-- Letters that let somebody in once: invitations, and new passwords.
CREATE TABLE user_tokens (
    organisation_id BLOB NOT NULL,
    -- SHA-256 of the secret in the letter.
    token BLOB NOT NULL,
    user_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, token),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_tokens_by_user ON user_tokens (organisation_id, user_id);

-- Codes from an authenticator (RFC 6238).
CREATE TABLE totps (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    secret BLOB NOT NULL,
    -- Absent until a first code was right.
    confirmed_at INTEGER,
    -- The step of the last code that was taken; none before it is.
    last_step INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, user_id),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
    organisation_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    -- SHA-256 of the code.
    code BLOB NOT NULL,
    PRIMARY KEY (organisation_id, user_id, code),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
    organisation_id BLOB NOT NULL,
    credential BLOB NOT NULL,
    user_id BLOB NOT NULL,
    name TEXT NOT NULL,
    -- The public key with what belongs to it, as JSON.
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (organisation_id, credential),
    FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_user ON passkeys (organisation_id, user_id);

-- Signing in with a passkey knows only the key.
CREATE INDEX passkeys_by_credential ON passkeys (credential);

CREATE TABLE organisation_settings (
    organisation_id BLOB NOT NULL,
    requires_second_factor INTEGER NOT NULL,
    oidc_issuer TEXT,
    oidc_client TEXT,
    oidc_secret TEXT,
    PRIMARY KEY (organisation_id),
    FOREIGN KEY (organisation_id) REFERENCES organisations (organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_settings (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    -- Absent where they are the organisation's.
    time_zone TEXT,
    language TEXT,
    -- Codes separated by spaces.
    channels TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE kid_agreements (
    organisation_id BLOB NOT NULL,
    company_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    length INTEGER NOT NULL,
    algorithm TEXT NOT NULL,
    PRIMARY KEY (organisation_id, company_id, place),
    FOREIGN KEY (organisation_id, company_id)
        REFERENCES companies (organisation_id, company_id)
) STRICT, WITHOUT ROWID;

-- Two tables of the installation: at the door nobody knows yet whose
-- organisation somebody belongs to.

-- How often something was tried at a door.
CREATE TABLE throttles (
    -- SHA-256 of what is counted.
    bucket BLOB NOT NULL,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (bucket)
) STRICT, WITHOUT ROWID;

CREATE INDEX throttles_by_time ON throttles (since);

-- Where somebody is between the first step of signing in and the last.
CREATE TABLE sign_in_steps (
    -- SHA-256 of the secret that the browser holds.
    token BLOB NOT NULL,
    content TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (token)
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_steps_by_time ON sign_in_steps (expires_at);
