CREATE TABLE country (id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE city (id int PRIMARY KEY, name text NOT NULL UNIQUE, country_id int NOT NULL REFERENCES country);
CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, city_id int NOT NULL REFERENCES city,
  home_id int REFERENCES city, secret_pin text, credit numeric(9,2));
CREATE TABLE "order" (id int PRIMARY KEY, "user" int NOT NULL REFERENCES customer, "select" text NOT NULL,
  "sum" numeric(8,2), weight real, "Placed ""On""" timestamptz);
CREATE TABLE tag (name text PRIMARY KEY);
CREATE TABLE "order tag" ("order" int REFERENCES "order", tag text REFERENCES tag, PRIMARY KEY ("order", tag));
CREATE VIEW slow AS SELECT c.id, c.name FROM customer c, pg_sleep(30);

INSERT INTO country VALUES (1, 'Norway'), (2, 'Chile');
INSERT INTO city VALUES (1, 'Oslo', 1), (2, 'Bergen', 1), (3, 'Arica', 2);
INSERT INTO customer VALUES (1, 'Ida Blom', 1, 2, '1111', 5.5), (2, 'Noor "No" Haddad', 3, 3, '2222', 7),
  (3, 'Kim Berg', 1, NULL, '3333', NULL), (4, 'Kim Berg', 2, 1, '4444', 1), (5, 'Zed Empty', 3, NULL, NULL, NULL);
INSERT INTO "order" VALUES
  (10, 1, 'sent', 10.50, 0.1, '2026-01-31 23:30+00'), (11, 1, 'sent', 4.25, 0.2, '2026-02-01 00:30+00'),
  (12, 1, 'draft', NULL, 0.7, '2026-02-03 10:00+00'), (13, 2, 'Sent ', 100.00, NULL, '2026-02-04 10:00+00'),
  (14, 2, 'draft', 0.00, NULL, '2026-02-04 10:00+00'), (15, 3, 'lost', NULL, NULL, NULL),
  (16, 4, 'lost', NULL, NULL, 'infinity');
INSERT INTO tag VALUES ('Fragile'), ('Urgent');
INSERT INTO "order tag" VALUES (10, 'Fragile'), (10, 'Urgent'), (11, 'Fragile'), (13, 'Fragile');
