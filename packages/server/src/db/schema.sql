-- Written by generate-schema.ts from the migrations; for reading only.
account.id uuid not null
account.instance_id uuid not null
account.unit_id uuid not null
account.login text not null
account.display_name text not null
account.role text not null
account.password_hash text not null
account.created_at timestamp with time zone not null
account.disabled_at timestamp with time zone
account: CHECK ((role = ANY (ARRAY['administrator'::text, 'viewer'::text])))
account: FOREIGN KEY (unit_id) REFERENCES unit(id)
account: PRIMARY KEY (id)
CREATE UNIQUE INDEX account_login ON public.account USING btree (lower(login))
CREATE UNIQUE INDEX account_pkey ON public.account USING btree (id)
audit_event.id uuid not null
audit_event.instance_id uuid not null
audit_event.home_id uuid not null
audit_event.unit_id uuid not null
audit_event.scope_path text not null
audit_event.classification smallint not null
audit_event.seq bigint not null
audit_event.at timestamp with time zone not null
audit_event.actor_id uuid
audit_event.by_name text not null
audit_event.action text not null
audit_event.object text not null
audit_event.summary text not null
audit_event.previous_hash text not null
audit_event.hash text not null
audit_event: PRIMARY KEY (id)
audit_event: UNIQUE (home_id, seq)
CREATE UNIQUE INDEX audit_event_home_id_seq_key ON public.audit_event USING btree (home_id, seq)
CREATE UNIQUE INDEX audit_event_pkey ON public.audit_event USING btree (id)
audit_event: policy scope using may_see(scope_path, classification)
audit_head.home_id uuid not null
audit_head.seq bigint not null
audit_head.hash text not null
audit_head: PRIMARY KEY (home_id)
CREATE UNIQUE INDEX audit_head_pkey ON public.audit_head USING btree (home_id)
authorisation.id uuid not null
authorisation.instance_id uuid not null
authorisation.home_id uuid not null
authorisation.unit_id uuid not null
authorisation.scope_path text not null
authorisation.classification smallint not null
authorisation.created_at timestamp with time zone not null
authorisation.created_by text not null
authorisation.granted_by text not null
authorisation.granted_by_title text not null
authorisation.document text not null
authorisation.document_date date not null
authorisation.valid_from date not null
authorisation.valid_until date not null
authorisation.targets text[] not null
authorisation.excluded text[] not null
authorisation.public_holder text
authorisation.factory_password_test boolean not null
authorisation.note text not null
authorisation.revoked_at timestamp with time zone
authorisation: PRIMARY KEY (id)
CREATE INDEX authorisation_newest ON public.authorisation USING btree (scope_path, created_at DESC, id DESC)
CREATE UNIQUE INDEX authorisation_pkey ON public.authorisation USING btree (id)
authorisation: policy scope using may_see(scope_path, classification)
camera.id uuid not null
camera.instance_id uuid not null
camera.home_id uuid not null
camera.unit_id uuid not null
camera.scope_path text not null
camera.classification smallint not null
camera.source text not null
camera.status text not null
camera.name text not null
camera.place text not null
camera.note text not null
camera.purchased_on date
camera.address text
camera.address_key text not null
camera.kind text not null
camera.strength text not null
camera.maker text
camera.maker_name text
camera.model text
camera.firmware text
camera.serial text
camera.mac text
camera.wsd_endpoint text
camera.tls_key text
camera.tls_key_shared boolean not null
camera.last_host_id uuid
camera.label_result jsonb
camera.search text not null
camera.first_seen_at timestamp with time zone not null
camera.last_seen_at timestamp with time zone
camera.open_critical integer not null
camera.open_high integer not null
camera.open_medium integer not null
camera.open_low integer not null
camera.open_info integer not null
camera.worst smallint not null
camera.counts_until date
camera: CHECK ((source = ANY (ARRAY['scan'::text, 'hand'::text])))
camera: CHECK ((status = ANY (ARRAY['in-use'::text, 'retired'::text])))
camera: PRIMARY KEY (id)
CREATE INDEX camera_address ON public.camera USING btree (scope_path, address)
CREATE INDEX camera_at_address ON public.camera USING btree (address) WHERE (address IS NOT NULL)
CREATE INDEX camera_by_address ON public.camera USING btree (scope_path, address_key, id)
CREATE INDEX camera_by_last_seen ON public.camera USING btree (scope_path, last_seen_at DESC, id)
CREATE INDEX camera_by_name ON public.camera USING btree (scope_path, name, id)
CREATE INDEX camera_counts_until ON public.camera USING btree (counts_until) WHERE (counts_until IS NOT NULL)
CREATE INDEX camera_mac ON public.camera USING btree (mac) WHERE (mac IS NOT NULL)
CREATE INDEX camera_serial ON public.camera USING btree (serial) WHERE (serial IS NOT NULL)
CREATE INDEX camera_tls_key ON public.camera USING btree (tls_key) WHERE (tls_key IS NOT NULL)
CREATE INDEX camera_wsd_endpoint ON public.camera USING btree (wsd_endpoint) WHERE (wsd_endpoint IS NOT NULL)
CREATE UNIQUE INDEX camera_pkey ON public.camera USING btree (id)
camera: policy scope using may_see(scope_path, classification)
camera_sighting.id uuid not null
camera_sighting.home_id uuid not null
camera_sighting.unit_id uuid not null
camera_sighting.scope_path text not null
camera_sighting.classification smallint not null
camera_sighting.camera_id uuid not null
camera_sighting.scan_id uuid not null
camera_sighting.host_id uuid not null
camera_sighting.address text not null
camera_sighting.recognised_by text not null
camera_sighting.maker_name text
camera_sighting.model text
camera_sighting.firmware text
camera_sighting.seen_at timestamp with time zone not null
camera_sighting: FOREIGN KEY (camera_id) REFERENCES camera(id)
camera_sighting: FOREIGN KEY (scan_id) REFERENCES scan(id)
camera_sighting: PRIMARY KEY (id)
camera_sighting: UNIQUE (scan_id, address)
CREATE INDEX camera_sighting_camera ON public.camera_sighting USING btree (camera_id, seen_at DESC)
CREATE UNIQUE INDEX camera_sighting_pkey ON public.camera_sighting USING btree (id)
CREATE UNIQUE INDEX camera_sighting_scan_id_address_key ON public.camera_sighting USING btree (scan_id, address)
camera_sighting: policy scope using may_see(scope_path, classification)
finding.id uuid not null
finding.instance_id uuid not null
finding.home_id uuid not null
finding.unit_id uuid not null
finding.scope_path text not null
finding.classification smallint not null
finding.camera_id uuid not null
finding.check_id text not null
finding.severity text not null
finding.certainty text
finding.status text not null
finding.fixed_by text
finding.reason text
finding.accepted_until date
finding.evidence jsonb not null
finding.first_seen_at timestamp with time zone not null
finding.last_seen_at timestamp with time zone not null
finding: CHECK ((fixed_by = ANY (ARRAY['scan'::text, 'person'::text])))
finding: CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'fixed'::text])))
finding: FOREIGN KEY (camera_id) REFERENCES camera(id)
finding: PRIMARY KEY (id)
finding: UNIQUE (camera_id, check_id)
CREATE INDEX finding_live ON public.finding USING btree (scope_path, status, check_id)
CREATE UNIQUE INDEX finding_camera_id_check_id_key ON public.finding USING btree (camera_id, check_id)
CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (id)
finding: policy scope using may_see(scope_path, classification)
finding_event.id uuid not null
finding_event.home_id uuid not null
finding_event.unit_id uuid not null
finding_event.scope_path text not null
finding_event.classification smallint not null
finding_event.finding_id uuid not null
finding_event.scan_id uuid
finding_event.at timestamp with time zone not null
finding_event.seq bigint not null
finding_event.by_name text not null
finding_event.event text not null
finding_event.reason text
finding_event: CHECK ((event = ANY (ARRAY['opened'::text, 'seen'::text, 'accepted'::text, 'fixed'::text, 'reopened'::text])))
finding_event: FOREIGN KEY (finding_id) REFERENCES finding(id)
finding_event: FOREIGN KEY (scan_id) REFERENCES scan(id)
finding_event: PRIMARY KEY (id)
CREATE INDEX finding_event_day ON public.finding_event USING btree (scope_path, at)
CREATE INDEX finding_event_finding ON public.finding_event USING btree (finding_id, seq)
CREATE INDEX finding_event_scan ON public.finding_event USING btree (scan_id) WHERE (scan_id IS NOT NULL)
CREATE UNIQUE INDEX finding_event_pkey ON public.finding_event USING btree (id)
finding_event: policy scope using may_see(scope_path, classification)
instance.only_row boolean not null
instance.instance_id uuid not null
instance.created_at timestamp with time zone not null
instance: CHECK (only_row)
instance: PRIMARY KEY (only_row)
CREATE UNIQUE INDEX instance_pkey ON public.instance USING btree (only_row)
migration.id integer not null
migration.name text not null
migration.checksum text not null
migration.breaking boolean not null
migration.run_at timestamp with time zone not null
migration: PRIMARY KEY (id)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (id)
scan.id uuid not null
scan.instance_id uuid not null
scan.home_id uuid not null
scan.unit_id uuid not null
scan.scope_path text not null
scan.classification smallint not null
scan.authorisation_id uuid
scan.authorisation_note jsonb
scan.origin text not null
scan.status text not null
scan.lease_until timestamp with time zone
scan.plan jsonb not null
scan.stats jsonb not null
scan.notes text[] not null
scan.knowledge text not null
scan.software text not null
scan.content_hash text
scan.started_by text not null
scan.started_at timestamp with time zone not null
scan.finished_at timestamp with time zone
scan: CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text])))
scan: CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'cancelled'::text, 'interrupted'::text, 'limit'::text, 'failed'::text])))
scan: FOREIGN KEY (authorisation_id) REFERENCES authorisation(id)
scan: PRIMARY KEY (id)
CREATE INDEX scan_newest ON public.scan USING btree (scope_path, started_at DESC, id DESC)
CREATE INDEX scan_running ON public.scan USING btree (status) WHERE (status = 'running'::text)
CREATE UNIQUE INDEX scan_pkey ON public.scan USING btree (id)
scan: policy scope using may_see(scope_path, classification)
scan_host.id uuid not null
scan_host.home_id uuid not null
scan_host.unit_id uuid not null
scan_host.scope_path text not null
scan_host.classification smallint not null
scan_host.scan_id uuid not null
scan_host.camera_id uuid
scan_host.address text not null
scan_host.address_key text not null
scan_host.kind text not null
scan_host.maker_name text
scan_host.model text
scan_host.firmware text
scan_host.confidence double precision not null
scan_host.strength text not null
scan_host.cut_short boolean not null
scan_host.failed jsonb not null
scan_host.result jsonb not null
scan_host: FOREIGN KEY (camera_id) REFERENCES camera(id)
scan_host: FOREIGN KEY (scan_id) REFERENCES scan(id)
scan_host: PRIMARY KEY (id)
scan_host: UNIQUE (scan_id, address)
CREATE INDEX scan_host_order ON public.scan_host USING btree (scan_id, address_key, id)
CREATE UNIQUE INDEX scan_host_pkey ON public.scan_host USING btree (id)
CREATE UNIQUE INDEX scan_host_scan_id_address_key ON public.scan_host USING btree (scan_id, address)
scan_host: policy scope using may_see(scope_path, classification)
session.token_hash text not null
session.account_id uuid not null
session.created_at timestamp with time zone not null
session.expires_at timestamp with time zone not null
session: FOREIGN KEY (account_id) REFERENCES account(id)
session: PRIMARY KEY (token_hash)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (token_hash)
setup_token.token_hash text not null
setup_token.created_at timestamp with time zone not null
setup_token.used_at timestamp with time zone
setup_token: PRIMARY KEY (token_hash)
CREATE UNIQUE INDEX setup_token_pkey ON public.setup_token USING btree (token_hash)
unit.id uuid not null
unit.instance_id uuid not null
unit.home_id uuid not null
unit.parent_id uuid
unit.name text not null
unit.scope_path text not null
unit.created_at timestamp with time zone not null
unit: CHECK ((scope_path ~ '^(/[0-9a-z-]+)+/$'::text))
unit: FOREIGN KEY (parent_id) REFERENCES unit(id)
unit: PRIMARY KEY (id)
unit: UNIQUE (scope_path)
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (id)
CREATE UNIQUE INDEX unit_scope_path_key ON public.unit USING btree (scope_path)
