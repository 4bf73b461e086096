BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE corrections (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	steps TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "corrections" VALUES(1,'80c3f8aa9d86d9e55f3d663fb4ec036debba90c48910719d4a1d43e380da2e2e','["id","spend"]','[{"repair":"missing_values","column":"spend","values":["-1"]}]','2026-11-25T21:30:27.423+00:00');
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
	created TEXT NOT NULL, aside TEXT DEFAULT '' NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "datasets" VALUES(1,'d2','Zima','{"id":"d2","name":"Zima","reading":{"file_name":"zima.csv","table_name":"zima","raw":"8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e","labels":["id","spend"],"rows_in":1,"rows_kept":1,"rows_aside":0,"how":[{"key":"data.utf8","values":{"share":1.0}}],"notes":[],"aside":"","source":""},"columns":[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[{"key":"data.unique","values":{"count":1}}]},{"name":"c1","label":"spend","role":"amount","kind":"money","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]}],"customers":"dba80f7fbccb3f1693dcaabba493022f698d1f76ff02c298218a0ad14395f45e","contacts":"","rows_in":1,"rows_used":1,"set_aside":[],"findings":[{"severity":"warn","column":"spend","fact":{"key":"data.few","values":{"customers":1}},"repairs":[{"repair":"missing_values","column":"spend","values":["-1"]}]}],"latest_date":"2026-11-01","steps":[{"repair":"missing_values","column":"spend","values":["-1"]}]}',1,2,'8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e','dba80f7fbccb3f1693dcaabba493022f698d1f76ff02c298218a0ad14395f45e','','2026-11-25T21:30:27.380+00:00','');
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
INSERT INTO "exports" VALUES(1,'ola','d2','nMgo-3vdHC5CHCO9tAxiEg','["a"]','["id"]',7,'csv',1,'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','2026-11-25T21:30:27.566+00:00');
CREATE TABLE readings (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	reading TEXT NOT NULL, 
	columns TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	raw TEXT NOT NULL, 
	created TEXT NOT NULL, prepared TEXT DEFAULT '' NOT NULL, aside TEXT DEFAULT '' NOT NULL, source TEXT DEFAULT '' NOT NULL, history TEXT DEFAULT '{}' NOT NULL, version INTEGER DEFAULT '1' NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "readings" VALUES(1,'dc13b5723773f05a38d6e9442f6bc6e722d99fd3933a5e64351b84fc6be5513a','{"file_name":"zima.csv","table_name":"zima","raw":"8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e","labels":["id","spend"],"rows_in":1,"rows_kept":1,"rows_aside":0,"how":[{"key":"data.utf8","values":{"share":1.0}}],"notes":[],"aside":"","source":""}','[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[{"key":"data.unique","values":{"count":1}}]},{"name":"c1","label":"spend","role":"amount","kind":"money","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]}]','[]','8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e','2026-11-25T21:30:27.261+00:00','c015621c2962b0002ce8cfa74c303f24010d187166e7ab9eb061e331c27682b5','','','{"steps":[{"repair":"missing_values","column":"spend","values":["-1"]}],"undone":[[{"repair":"kind","column":"spend","values":["number"]}]],"aside":[{"key":"aside.repeated","values":{"count":0}}],"remembered":"2026-11-25T08:00:00.000+00:00","remembered_steps":1,"options":{"delimiter":";"},"parts":[]}',2);
INSERT INTO "readings" VALUES(2,'6b660b99fabb682dc11bcee7dd8829cd641302013af6934d3cc43cbe7790851b','{"file_name":"zima + lato","table_name":"zima + lato","raw":"8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e","labels":["id","spend"],"rows_in":1,"rows_kept":1,"rows_aside":0,"how":[{"key":"data.utf8","values":{"share":1.0}}],"notes":[],"aside":"","source":""}','[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[{"key":"data.unique","values":{"count":1}}]},{"name":"c1","label":"spend","role":"amount","kind":"money","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]}]','[]','8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e','2026-11-25T21:30:27.349+00:00','8fee89f8f015bfc7b8a517f5e0133f5ad2b561abf5ec6329904534b92e5c899e','','','{"steps":[],"undone":[],"aside":[],"remembered":"","remembered_steps":0,"options":{},"parts":["dc13b5723773f05a38d6e9442f6bc6e722d99fd3933a5e64351b84fc6be5513a","bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}',1);
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
INSERT INTO "results" VALUES('r2','choice','d2','{"k":3}','','2026-11-25T21:30:27.531+00:00');
CREATE TABLE segment_words (
	segmentation TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	PRIMARY KEY (segmentation, segment), 
	FOREIGN KEY(segmentation) REFERENCES segmentations (id) ON DELETE CASCADE
);
INSERT INTO "segment_words" VALUES('nMgo-3vdHC5CHCO9tAxiEg','a','Stali','x','2026-11-25T21:30:27.495+00:00');
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
INSERT INTO "segmentations" VALUES(1,'nMgo-3vdHC5CHCO9tAxiEg','Lojalność','d2','{"dataset":"d2","forming":[{"dimension":"spend","weight":2.0,"reason":"why"}],"describing":[],"basis_weights":[],"filters":[],"method":"kmeans","k":3,"as_of":"","seed":0,"version":1}','{"ids":["a"]}',1,'2026-11-25T21:30:27.447+00:00','2026-11-25T21:30:27.447+00:00');
CREATE INDEX ix_segmentations_dataset ON segmentations (dataset);
CREATE INDEX ix_results_dataset ON results (dataset);
CREATE INDEX ix_exports_segmentation ON exports (segmentation);
CREATE TRIGGER exports_stay BEFORE UPDATE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exports_kept BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('readings',2);
INSERT INTO "sqlite_sequence" VALUES('datasets',1);
INSERT INTO "sqlite_sequence" VALUES('corrections',1);
INSERT INTO "sqlite_sequence" VALUES('segmentations',1);
INSERT INTO "sqlite_sequence" VALUES('exports',1);
COMMIT;
