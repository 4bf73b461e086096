BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE datasets (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	dataset TEXT NOT NULL, 
	rows_used INTEGER NOT NULL, 
	columns INTEGER NOT NULL, 
	raw TEXT NOT NULL, 
	customers TEXT NOT NULL, 
	contacts TEXT NOT NULL, 
	created TEXT NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "datasets" VALUES(1,'d1','Lente','{"id":"d1","name":"Lente","reading":{"file_name":"lente.csv","table_name":"lente","raw":"7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108","labels":["id"],"rows_in":1,"rows_kept":1,"rows_aside":0,"how":[],"notes":[]},"columns":[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"evidence":[{"key":"data.unique","values":{"count":1}}]}],"customers":"7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108","contacts":"","rows_in":1,"rows_used":1,"set_aside":[],"findings":[{"severity":"warn","column":"","fact":{"key":"data.few","values":{"customers":1}}}],"latest_date":""}',1,1,'7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108','7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108','','2026-11-22T07:37:39.624+00:00');
CREATE TABLE exports (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	who TEXT NOT NULL, 
	dataset TEXT NOT NULL, 
	segmentation TEXT NOT NULL, 
	segments TEXT NOT NULL, 
	columns TEXT NOT NULL, 
	rows INTEGER NOT NULL, 
	format TEXT NOT NULL, 
	contacts BOOLEAN NOT NULL, 
	sha256 TEXT NOT NULL, 
	created TEXT NOT NULL
);
INSERT INTO "exports" VALUES(1,'anna','d1','s1','["a"]','["id"]',12,'csv',0,'','2026-11-22T07:37:39.735+00:00');
CREATE TABLE readings (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	reading TEXT NOT NULL, 
	columns TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	raw TEXT NOT NULL, 
	created TEXT NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "readings" VALUES(1,'u1','{"file_name":"lente.csv","table_name":"lente","raw":"7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108","labels":["id"],"rows_in":1,"rows_kept":1,"rows_aside":0,"how":[],"notes":[]}','[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"evidence":[{"key":"data.unique","values":{"count":1}}]}]','[{"severity":"warn","column":"","fact":{"key":"data.few","values":{"customers":1}}}]','7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108','2026-11-22T07:37:39.591+00:00');
CREATE TABLE results (
	"key" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	dataset TEXT NOT NULL, 
	meta TEXT NOT NULL, 
	arrays TEXT NOT NULL, 
	created TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(dataset) REFERENCES datasets (id) ON DELETE CASCADE
);
INSERT INTO "results" VALUES('r1','choice','d1','{"k":4}','','2026-11-22T07:37:39.719+00:00');
CREATE TABLE segment_words (
	segmentation TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	PRIMARY KEY (segmentation, segment), 
	FOREIGN KEY(segmentation) REFERENCES segmentations (id) ON DELETE CASCADE
);
INSERT INTO "segment_words" VALUES('s1','a','Müller & co','x','2026-11-22T07:37:39.692+00:00');
CREATE TABLE segmentations (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	dataset TEXT NOT NULL, 
	recipe TEXT NOT NULL, 
	identity TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	created TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(dataset) REFERENCES datasets (id) ON DELETE CASCADE
);
INSERT INTO "segmentations" VALUES(1,'s1','Trouw','d1','{"dataset":"d1","forming":[{"dimension":"id","weight":1.0}],"describing":[],"basis_weights":[],"filters":[{"dimension":"id","among":["1"],"low":null,"high":null}],"method":"kmeans","k":4,"as_of":"","seed":0,"version":1}','{"ids":["a"]}',1,'2026-11-22T07:37:39.658+00:00','2026-11-22T07:37:39.658+00:00');
CREATE INDEX ix_segmentations_dataset ON segmentations (dataset);
CREATE INDEX ix_results_dataset ON results (dataset);
CREATE INDEX ix_exports_segmentation ON exports (segmentation);
CREATE TRIGGER exports_stay BEFORE UPDATE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exports_kept BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('readings',1);
INSERT INTO "sqlite_sequence" VALUES('datasets',1);
INSERT INTO "sqlite_sequence" VALUES('segmentations',1);
INSERT INTO "sqlite_sequence" VALUES('exports',1);
COMMIT;
