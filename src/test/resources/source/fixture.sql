-- A schema of everything that has broken a reader of other people's databases.
CREATE SCHEMA archive;
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);
CREATE DOMAIN narrow_percent AS percent CHECK (VALUE < 100);
CREATE COLLATION german (provider = icu, locale = 'de');

CREATE TABLE "user" (
  id integer PRIMARY KEY,
  "First Name" text,
  email text UNIQUE,
  password_hash text,
  name text NOT NULL,
  reports_to integer REFERENCES "user" (id)
);
INSERT INTO "user" VALUES
  (1, 'Ada', 'ada@example.org', 'x', 'Ada', NULL),
  (2, '李', 'li@example.org', 'x', '李伟', 1),
  (3, 'سارة', 'sara@example.org', 'x', 'سارة "the" O''Neil', 2),
  (4, 'Bobby', 'bobby@example.org', 'x', 'Robert''); DROP TABLE "user";--', 1);

CREATE TABLE "Order" (
  "orderId" integer PRIMARY KEY,
  "select" integer NOT NULL REFERENCES "user" (id),
  "order""quote" text,
  "placedAt" timestamptz NOT NULL
);
INSERT INTO "Order" VALUES
  (10, 2, 'a"b', '2024-02-29 00:00:00+00'), (11, 3, NULL, '2024-03-01 12:30:15.678901+02');

CREATE TABLE everything (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  mood mood,
  moods mood[],
  words text[],
  search tsvector,
  detail jsonb,
  raw json,
  share narrow_percent,
  price numeric(10, 2),
  doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
  photo bytea,
  flag boolean,
  day date,
  moment timestamp,
  span interval,
  range int4range,
  place point,
  address inet,
  padded char(8),
  ratio real
);
INSERT INTO everything (id, title, mood, moods, words, search, detail, raw, share, price, photo,
                        flag, day, moment, span, range, place, address, padded, ratio)
VALUES ('00000000-0000-0000-0000-000000000001', 'All', 'wild', '{calm,wild}',
        ARRAY['x', NULL, 'y,z'], to_tsvector('x'), '{"a":  [1, 2.50]}',
        E'{ "b" :\n 1.000 , "b": 2 }', 42, 19.90, '\xdead', true, '2024-02-29',
        '2024-02-29 10:20:30.5', '3 days 04:05:06', '[1,5)', '(1,2)', '10.0.0.1', 'pad', 0.1),
       ('00000000-0000-0000-0000-000000000002', 'Nothing', NULL, NULL, '{}', NULL, NULL, NULL,
        NULL, NULL, NULL, false, 'infinity', '-infinity', NULL, NULL, NULL, NULL, '   ', 'NaN');

CREATE TABLE event (
  day date NOT NULL,
  id integer NOT NULL,
  user_id integer NOT NULL REFERENCES "user" (id),
  note text,
  PRIMARY KEY (day, id)
) PARTITION BY RANGE (day);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO event SELECT date '2024-12-20' + n, n, 1 + n % 4, NULL FROM generate_series(1, 30) AS n;

CREATE VIEW happy_user AS SELECT id, name FROM "user" WHERE id < 3;

CREATE TABLE part (
  maker text COLLATE german NOT NULL,
  code text COLLATE german NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (maker, code)
);
INSERT INTO part VALUES ('acme', 'a,1', 'Bolt'), ('Acme', 'A%2', 'Nut'), ('äcme', 'b', 'Screw'),
  ('ACME', E'tab\there', 'Washer'), ('zeta', 'ß', 'Gear'), ('Zeta', 'ss', 'Cog'), ('acme', 'B', 'Pin');

CREATE TABLE part_user (
  user_id integer NOT NULL REFERENCES "user" (id),
  maker text COLLATE german NOT NULL,
  code text COLLATE german NOT NULL,
  position integer,
  PRIMARY KEY (user_id, maker, code),
  FOREIGN KEY (maker, code) REFERENCES part (maker, code)
);
INSERT INTO part_user SELECT 1, maker, code, 1 FROM part;
INSERT INTO part_user VALUES (2, 'acme', 'a,1', 2);

CREATE TABLE order_part (
  order_id integer NOT NULL REFERENCES "Order" ("orderId"),
  maker text COLLATE german NOT NULL,
  code text COLLATE german NOT NULL,
  quantity integer NOT NULL,
  PRIMARY KEY (order_id, maker, code),
  FOREIGN KEY (maker, code) REFERENCES part (maker, code)
);
INSERT INTO order_part VALUES (10, 'acme', 'a,1', 5);

CREATE TABLE reading (sensor text, value integer);
INSERT INTO reading VALUES ('a', 1), ('a', 1), ('b', NULL), ('a', 1), (NULL, 2);

CREATE TABLE nothing (id integer PRIMARY KEY, name text);
CREATE TABLE archive.nothing (id integer PRIMARY KEY, name text);

CREATE TABLE moment_key (at timestamptz PRIMARY KEY, name text NOT NULL);
INSERT INTO moment_key
SELECT timestamptz '2024-01-01 00:00:00+00' + n * interval '1 microsecond', 'm' || n
FROM generate_series(1, 20) AS n;

CREATE TABLE big (id text COLLATE german PRIMARY KEY, name text NOT NULL);
INSERT INTO big
SELECT CASE n % 3 WHEN 0 THEN 'k' WHEN 1 THEN 'K' ELSE 'ä-' END || n, 'name ' || n
FROM generate_series(1, 100000) AS n;
