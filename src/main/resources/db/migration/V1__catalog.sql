-- The catalog: what every document is, and its sealed text. Everything a document holds is sealed under its data key.

-- One row. Whoever changes a document takes the next revision here first, so changes commit in the order of revisions.
create table catalog_revision (
    newest bigint not null
);
insert into catalog_revision (newest) values (0);

-- One row per document that is or was there; a deleted one keeps its name and revision, and nothing else.
create table document (
    tenant        varchar(63)  not null,
    id            varchar(128) not null,
    revision      bigint       not null, -- of its newest change
    text_revision bigint       not null, -- of its newest text; names its passages
    data_key      bytea,                 -- sealed under the key-encryption key of key_version
    key_version   varchar(64),
    header        bytea,                 -- sealed: title, source, content hash, number of passages, time
    labels        bytea,                 -- sealed: schema version and canonical JSON; bound to revision
    primary key (tenant, id)
);
create unique index document_by_revision on document (revision);

-- place = text_revision * 2^20 + ordinal, so that the passages of a document lie together and one integer finds each.
create table passage (
    place  bigint not null primary key,
    sealed bytea  not null
);
create table passage_vector (
    place  bigint not null primary key,
    sealed bytea  not null
);
