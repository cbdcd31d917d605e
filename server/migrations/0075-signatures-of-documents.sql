-- What was drawn on the glass stands under a document that exists, and a signature of a document under what was drawn.
alter table drawn_signature add foreign key (organ_id, document_id) references document (organ_id, id);
alter table document_signature add foreign key (drawn_id) references drawn_signature;
