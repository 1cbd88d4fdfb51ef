-- What calls of language models cost, what they may cost, and a trace of each. Money is in nanodollars
-- (a billionth of a dollar), which holds every price of a token exactly that has up to three decimals a million.

-- A line a call. It is reserved before the model is asked and closed once: settled, or released where nothing was billed.
CREATE TABLE ledger (
  workspace         text NOT NULL,
  call              uuid NOT NULL,
  request           text NOT NULL,
  key_id            text,                          -- null = nobody asked: background work
  endpoint          text NOT NULL,
  model             text NOT NULL,
  purpose           text NOT NULL,
  day               date NOT NULL,                 -- of the reservation, in UTC: the budgets that it counts to
  reserved          bigint NOT NULL CHECK (reserved >= 0),
  settled           bigint NOT NULL DEFAULT 0 CHECK (settled >= 0),
  prompt_tokens     int NOT NULL DEFAULT 0,
  completion_tokens int NOT NULL DEFAULT 0,
  cached_tokens     int NOT NULL DEFAULT 0,        -- of the prompt's
  state             text NOT NULL CHECK (state IN ('reserved', 'settled', 'released')),
  assumed           boolean NOT NULL DEFAULT false, -- settled at what was reserved, because nobody knows the usage
  reserved_at       timestamptz NOT NULL,
  closed_at         timestamptz,
  PRIMARY KEY (workspace, call)
);
CREATE INDEX ledger_by_day ON ledger (workspace, day);
CREATE INDEX ledger_open ON ledger (workspace, reserved_at) WHERE state = 'reserved';

CREATE TABLE model_call (
  workspace         text NOT NULL,
  call              uuid NOT NULL,
  request           text NOT NULL,
  endpoint          text NOT NULL,
  model             text NOT NULL,
  purpose           text NOT NULL,
  prompt_tokens     int NOT NULL,
  completion_tokens int NOT NULL,
  cached_tokens     int NOT NULL,
  first_token_ms    bigint,
  total_ms          bigint,
  retries           int NOT NULL,
  finish            text,
  error_code        text,
  warnings          text[] NOT NULL,
  started_at        timestamptz NOT NULL,
  PRIMARY KEY (workspace, call),
  FOREIGN KEY (workspace, call) REFERENCES ledger ON DELETE CASCADE
);
CREATE INDEX model_call_by_time ON model_call (workspace, started_at);
CREATE INDEX model_call_by_request ON model_call (workspace, request);

CREATE TABLE workspace_budget (
  workspace text NOT NULL,
  period    text NOT NULL CHECK (period IN ('day', 'month')),
  cap       bigint NOT NULL CHECK (cap >= 0),
  PRIMARY KEY (workspace, period)
);

-- What was spent and what is reserved, by period. Its row's lock lets one reservation through after the other.
CREATE TABLE workspace_spend (
  workspace text NOT NULL,
  period    text NOT NULL CHECK (period IN ('day', 'month')),
  begins    date NOT NULL,
  spent     bigint NOT NULL,
  PRIMARY KEY (workspace, period, begins)
);

-- A key's budget counts over all of its workspaces, so like the registries these two lie outside of them. They hold
-- sums of money and nothing of a tenant's.
CREATE TABLE key_budget (
  key_id text NOT NULL REFERENCES api_key ON DELETE CASCADE,
  period text NOT NULL CHECK (period IN ('day', 'month')),
  cap    bigint NOT NULL CHECK (cap >= 0),
  PRIMARY KEY (key_id, period)
);
CREATE TABLE key_spend (
  key_id text NOT NULL,
  period text NOT NULL CHECK (period IN ('day', 'month')),
  begins date NOT NULL,
  spent  bigint NOT NULL,
  PRIMARY KEY (key_id, period, begins)
);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['ledger', 'model_call', 'workspace_budget', 'workspace_spend']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY only_its_workspace ON %I '
      || 'USING (workspace = current_setting(''raghub.workspace'', true)) '
      || 'WITH CHECK (workspace = current_setting(''raghub.workspace'', true))', scoped);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${application_role}', scoped);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON key_budget, key_spend TO ${application_role};
