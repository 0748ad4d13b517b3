-- Finds what an earlier key-encryption key still seals: which are in use, and the next documents to wrap anew.
create index document_by_key on document (key_version, revision);
