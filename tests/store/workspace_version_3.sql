BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE corrections (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	labels TEXT NOT NULL, 
	steps TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	UNIQUE ("key")
);
CREATE TABLE dataset_files (
	dataset TEXT NOT NULL, 
	sha TEXT NOT NULL, 
	PRIMARY KEY (dataset, sha), 
	FOREIGN KEY(dataset) REFERENCES datasets (id) ON DELETE CASCADE
);
INSERT INTO "dataset_files" VALUES('d3','0d9285323a428fc2c8e9262617a8f984585a97c36ba19c7badb4a8bde33d6e51');
INSERT INTO "dataset_files" VALUES('d3','1552c11031e93271cb52f9cc7e29bcc4971871103d3567ceeab8fabf53223739');
INSERT INTO "dataset_files" VALUES('d3','7744f545cd0fd60e93d46d3802d08c0d81badf3d25a31df4c05d37066487ad84');
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
INSERT INTO "datasets" VALUES(2,'d3','Jesień','{"id":"d3","name":"Jesie\u0144","reading":{"file_name":"Jesie\u0144.csv","table_name":"Jesie\u0144","raw":"cef756140950be911e2b80ee305e0d8148b5c47a7eac2a89072a01d9a6a1699c","labels":["id","spend"],"rows_in":3,"rows_kept":3,"rows_aside":0,"how":[{"key":"data.utf8","values":{"share":1.0}}],"notes":[],"aside":"","source":""},"columns":[{"name":"c0","label":"id","role":"id","kind":"text","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]},{"name":"c1","label":"spend","role":"amount","kind":"money","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":1,"distribution":[],"evidence":[]}],"customers":"213b16ccddec37af67df3f95405dc7330298c5f4722ff0269dc26a62303ba7df","contacts":"ac6038af4efeb520cb6d49133b5daf2f1f8e3034fa3b06f626e54541b5bb9af8","rows_in":3,"rows_used":3,"set_aside":[],"findings":[{"severity":"note","column":"spend","fact":{"key":"data.constant","values":{"column":"spend"}},"repairs":[]}],"latest_date":"","steps":[],"tables":[{"name":"orders","about":"orders","reading":{"file_name":"orders.csv","table_name":"orders","raw":"7744f545cd0fd60e93d46d3802d08c0d81badf3d25a31df4c05d37066487ad84","labels":["client","paid on","sum"],"rows_in":2,"rows_kept":1,"rows_aside":1,"how":[],"notes":[],"aside":"0d9285323a428fc2c8e9262617a8f984585a97c36ba19c7badb4a8bde33d6e51","source":""},"columns":[{"name":"c0","label":"client","role":"id","kind":"text","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]},{"name":"c1","label":"paid on","role":"date","kind":"date","basis":"behavioural","sensitive":false,"held":false,"unit":"","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]},{"name":"c2","label":"sum","role":"amount","kind":"money","basis":"behavioural","sensitive":false,"held":false,"unit":"EUR","levels":[],"date_format":"","decimal":".","thousands":"","separator":"","missing_share":0.0,"distinct":0,"distribution":[],"evidence":[]}],"parts":[["customer","client"],["time","paid on"],["value","sum"]],"events":"1552c11031e93271cb52f9cc7e29bcc4971871103d3567ceeab8fabf53223739","rows":1,"met":[["returned",0]],"of_nobody":0,"earliest_date":"","latest_date":"","timed":false,"values":[],"steps":[],"bare":false,"connection":"","state":"","latest_utc_date":"","ahead":0,"ahead_date":""}],"everyone":false,"answers":{}}',3,2,'cef756140950be911e2b80ee305e0d8148b5c47a7eac2a89072a01d9a6a1699c','213b16ccddec37af67df3f95405dc7330298c5f4722ff0269dc26a62303ba7df','ac6038af4efeb520cb6d49133b5daf2f1f8e3034fa3b06f626e54541b5bb9af8','2026-11-26T03:26:55.402+00:00','');
CREATE TABLE dimensions (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	dataset TEXT NOT NULL, 
	label TEXT NOT NULL, 
	created TEXT NOT NULL, 
	FOREIGN KEY(dataset) REFERENCES datasets (id) ON DELETE CASCADE
);
INSERT INTO "dimensions" VALUES(1,'d3','"orders:frequency"','2026-11-26T03:26:55.414+00:00');
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
INSERT INTO "exports" VALUES(1,'ola','d3','IvXsc-nsMUE1EmIU3H0FrQ','["Wierni"]','["customer_id"]',3,'csv',0,'','2026-11-26T03:26:55.430+00:00');
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
INSERT INTO "results" VALUES('r3','map','d3','{"k":3}','','2026-11-26T03:26:55.428+00:00');
CREATE TABLE segment_words (
	segmentation TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	name TEXT NOT NULL, 
	note TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	PRIMARY KEY (segmentation, segment), 
	FOREIGN KEY(segmentation) REFERENCES segmentations (id) ON DELETE CASCADE
);
INSERT INTO "segment_words" VALUES('IvXsc-nsMUE1EmIU3H0FrQ','a','Wierni','','2026-11-26T03:26:55.426+00:00');
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
INSERT INTO "segmentations" VALUES(1,'IvXsc-nsMUE1EmIU3H0FrQ','Powroty','d3','{"dataset":"d3","forming":[{"dimension":"orders:frequency","weight":1.0,"reason":""},{"dimension":"spend","weight":1.0,"reason":""}],"describing":[],"basis_weights":[],"filters":[],"method":"kmeans","k":3,"as_of":"","seed":0,"events":[["orders/refunds","ignore"]],"limits":{"smallest":0,"most":0,"separates":[]},"segments_from":"","category_emphasis":1.0,"version":1}','{"ids":["a"]}',1,'2026-11-26T03:26:55.423+00:00','2026-11-26T03:26:55.423+00:00');
CREATE INDEX ix_segmentations_dataset ON segmentations (dataset);
CREATE INDEX ix_results_dataset ON results (dataset);
CREATE INDEX ix_exports_segmentation ON exports (segmentation);
CREATE TRIGGER exports_stay BEFORE UPDATE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER exports_kept BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE INDEX ix_dimensions_dataset ON dimensions (dataset);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('datasets',2);
INSERT INTO "sqlite_sequence" VALUES('dimensions',1);
INSERT INTO "sqlite_sequence" VALUES('segmentations',1);
INSERT INTO "sqlite_sequence" VALUES('exports',1);
COMMIT;
