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
account.clearance smallint not null
account: CHECK ((clearance = ANY (ARRAY[0, 1])))
account: CHECK ((role = ANY (ARRAY['administrator'::text, 'officer'::text, 'approver'::text, 'viewer'::text, 'auditor'::text])))
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
audit_event.place_path text not null
audit_event: PRIMARY KEY (id, home_id)
audit_event: UNIQUE (home_id, seq)
CREATE INDEX audit_event_unit ON public.audit_event USING btree (unit_id, at)
CREATE UNIQUE INDEX audit_event_home_id_seq_key ON public.audit_event USING btree (home_id, seq)
CREATE UNIQUE INDEX audit_event_pkey ON public.audit_event USING btree (id, home_id)
audit_event: policy add using 
audit_event: policy change using may_write(scope_path, classification)
audit_event: policy read using may_read(scope_path, place_path, classification)
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
authorisation.steward_id uuid not null
authorisation.recorded_path text not null
authorisation.place_path text not null
authorisation: PRIMARY KEY (id)
CREATE INDEX authorisation_newest ON public.authorisation USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX authorisation_pkey ON public.authorisation USING btree (id)
authorisation: policy add using 
authorisation: policy change using may_write(scope_path, classification)
authorisation: policy read using may_read(scope_path, place_path, classification)
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
camera.steward_id uuid not null
camera.recorded_path text not null
camera.place_path text not null
camera: CHECK ((source = ANY (ARRAY['scan'::text, 'hand'::text])))
camera: CHECK ((status = ANY (ARRAY['in-use'::text, 'retired'::text])))
camera: PRIMARY KEY (id, home_id)
CREATE INDEX camera_at_address ON public.camera USING btree (address) WHERE (address IS NOT NULL)
CREATE INDEX camera_at_unit ON public.camera USING btree (steward_id, address)
CREATE INDEX camera_counts_until ON public.camera USING btree (counts_until) WHERE (counts_until IS NOT NULL)
CREATE INDEX camera_home_address ON public.camera USING btree (home_id, address_key, id)
CREATE INDEX camera_home_last_seen ON public.camera USING btree (home_id, last_seen_at DESC NULLS LAST, id DESC)
CREATE INDEX camera_home_name ON public.camera USING btree (home_id, name, id)
CREATE INDEX camera_home_worst ON public.camera USING btree (home_id, worst, address_key, id)
CREATE INDEX camera_mac ON public.camera USING btree (mac) WHERE (mac IS NOT NULL)
CREATE INDEX camera_place ON public.camera USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX camera_scope ON public.camera USING btree (scope_path text_pattern_ops)
CREATE INDEX camera_serial ON public.camera USING btree (serial) WHERE (serial IS NOT NULL)
CREATE INDEX camera_tls_key ON public.camera USING btree (tls_key) WHERE (tls_key IS NOT NULL)
CREATE INDEX camera_wsd_endpoint ON public.camera USING btree (wsd_endpoint) WHERE (wsd_endpoint IS NOT NULL)
CREATE UNIQUE INDEX camera_pkey ON public.camera USING btree (id, home_id)
camera: policy add using 
camera: policy change using may_write(scope_path, classification)
camera: policy read using may_read(scope_path, place_path, classification)
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
camera_sighting.place_path text not null
camera_sighting: FOREIGN KEY (camera_id, home_id) REFERENCES camera(id, home_id)
camera_sighting: PRIMARY KEY (id, home_id)
camera_sighting: UNIQUE (scan_id, address, home_id)
CREATE INDEX camera_sighting_camera ON public.camera_sighting USING btree (camera_id, seen_at DESC)
CREATE UNIQUE INDEX camera_sighting_pkey ON public.camera_sighting USING btree (id, home_id)
CREATE UNIQUE INDEX camera_sighting_scan_id_address_home_id_key ON public.camera_sighting USING btree (scan_id, address, home_id)
camera_sighting: policy add using 
camera_sighting: policy change using may_write(scope_path, classification)
camera_sighting: policy read using may_read(scope_path, place_path, classification)
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
finding.place_path text not null
finding: CHECK ((fixed_by = ANY (ARRAY['scan'::text, 'person'::text])))
finding: CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'fixed'::text])))
finding: FOREIGN KEY (camera_id, home_id) REFERENCES camera(id, home_id)
finding: PRIMARY KEY (id, home_id)
finding: UNIQUE (camera_id, check_id, home_id)
CREATE INDEX finding_live ON public.finding USING btree (scope_path, status, check_id)
CREATE UNIQUE INDEX finding_camera_id_check_id_home_id_key ON public.finding USING btree (camera_id, check_id, home_id)
CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (id, home_id)
finding: policy add using 
finding: policy change using may_write(scope_path, classification)
finding: policy read using may_read(scope_path, place_path, classification)
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
finding_event.place_path text not null
finding_event: CHECK ((event = ANY (ARRAY['opened'::text, 'seen'::text, 'accepted'::text, 'fixed'::text, 'reopened'::text])))
finding_event: FOREIGN KEY (finding_id, home_id) REFERENCES finding(id, home_id)
finding_event: PRIMARY KEY (id, home_id)
CREATE INDEX finding_event_day ON public.finding_event USING btree (scope_path, at)
CREATE INDEX finding_event_finding ON public.finding_event USING btree (finding_id, seq)
CREATE INDEX finding_event_scan ON public.finding_event USING btree (scan_id) WHERE (scan_id IS NOT NULL)
CREATE UNIQUE INDEX finding_event_pkey ON public.finding_event USING btree (id, home_id)
finding_event: policy add using 
finding_event: policy change using may_write(scope_path, classification)
finding_event: policy read using may_read(scope_path, place_path, classification)
import_fault.import_id uuid not null
import_fault.home_id uuid not null
import_fault.unit_id uuid not null
import_fault.scope_path text not null
import_fault.place_path text not null
import_fault.classification smallint not null
import_fault.row_number integer not null
import_fault.position smallint not null
import_fault.cell text
import_fault.column_key text
import_fault.code text not null
import_fault.fault_values jsonb not null
import_fault.remedy jsonb
import_fault: FOREIGN KEY (import_id, home_id) REFERENCES table_import(id, home_id)
import_fault: PRIMARY KEY (import_id, row_number, "position", home_id)
CREATE UNIQUE INDEX import_fault_pkey ON public.import_fault USING btree (import_id, row_number, "position", home_id)
import_fault: policy add using 
import_fault: policy change using may_write(scope_path, classification)
import_fault: policy read using may_read(scope_path, place_path, classification)
instance.only_row boolean not null
instance.instance_id uuid not null
instance.created_at timestamp with time zone not null
instance.host_unit_id uuid
instance: CHECK (only_row)
instance: FOREIGN KEY (host_unit_id) REFERENCES unit(id)
instance: PRIMARY KEY (only_row)
CREATE UNIQUE INDEX instance_pkey ON public.instance USING btree (only_row)
jurisdiction.id uuid not null
jurisdiction.instance_id uuid not null
jurisdiction.unit_id uuid not null
jurisdiction.axis text not null
jurisdiction.path text not null
jurisdiction.legal_basis text not null
jurisdiction.document_date date not null
jurisdiction.valid_from date not null
jurisdiction.valid_until date
jurisdiction.granted_by text not null
jurisdiction.created_at timestamp with time zone not null
jurisdiction.revoked_at timestamp with time zone
jurisdiction: CHECK ((axis = ANY (ARRAY['scope'::text, 'place'::text])))
jurisdiction: CHECK ((length(legal_basis) > 3))
jurisdiction: CHECK ((path ~ '^/([0-9a-z-]+/)*$'::text))
jurisdiction: FOREIGN KEY (unit_id) REFERENCES unit(id)
jurisdiction: PRIMARY KEY (id)
CREATE INDEX jurisdiction_unit ON public.jurisdiction USING btree (unit_id)
CREATE UNIQUE INDEX jurisdiction_pkey ON public.jurisdiction USING btree (id)
jurisdiction: policy add using 
jurisdiction: policy change using may_grant(axis, path)
jurisdiction: policy read using (may_grant(axis, path) OR (EXISTS ( SELECT
   FROM unit u
  WHERE ((u.id = jurisdiction.unit_id) AND ((u.scope_path ^@ ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[])) OR may_manage_unit(u.scope_path))))))
lineage.event_id uuid not null
lineage.predecessor_id uuid not null
lineage.successor_id uuid not null
lineage.rule text not null
lineage.title text not null
lineage.decree text not null
lineage.effective_on date not null
lineage.until date
lineage.predecessor_path text not null
lineage.successor_path text not null
lineage: CHECK ((rule = ANY (ARRAY['all'::text, 'by-place'::text, 'manual'::text])))
lineage: FOREIGN KEY (event_id) REFERENCES reorganisation(id)
lineage: FOREIGN KEY (predecessor_id) REFERENCES unit(id)
lineage: FOREIGN KEY (successor_id) REFERENCES unit(id)
lineage: PRIMARY KEY (event_id, predecessor_id, successor_id)
CREATE INDEX lineage_predecessor ON public.lineage USING btree (predecessor_id)
CREATE INDEX lineage_successor ON public.lineage USING btree (successor_id)
CREATE UNIQUE INDEX lineage_pkey ON public.lineage USING btree (event_id, predecessor_id, successor_id)
lineage: policy read using (may_read_unit(predecessor_path, ''::text) OR may_read_unit(successor_path, ''::text))
migration.id integer not null
migration.name text not null
migration.checksum text not null
migration.breaking boolean not null
migration.run_at timestamp with time zone not null
migration: PRIMARY KEY (id)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (id)
reorganisation.id uuid not null
reorganisation.instance_id uuid not null
reorganisation.home_id uuid not null
reorganisation.unit_id uuid not null
reorganisation.scope_path text not null
reorganisation.kind text not null
reorganisation.title text not null
reorganisation.decree text not null
reorganisation.decree_date date not null
reorganisation.effective_on date not null
reorganisation.note text not null
reorganisation.state text not null
reorganisation.plan jsonb not null
reorganisation.preview jsonb not null
reorganisation.compensates uuid
reorganisation.proposed_by uuid not null
reorganisation.proposed_name text not null
reorganisation.proposed_at timestamp with time zone not null
reorganisation.approved_by uuid
reorganisation.approved_name text
reorganisation.approved_at timestamp with time zone
reorganisation.applied_at timestamp with time zone
reorganisation.reversed_at timestamp with time zone
reorganisation.phase text
reorganisation.cursor_seq integer not null
reorganisation.cursor_table integer not null
reorganisation.cursor_id uuid
reorganisation.route jsonb
reorganisation.done_objects bigint not null
reorganisation.total_objects bigint not null
reorganisation: CHECK (((approved_by IS NULL) OR (approved_by <> proposed_by)))
reorganisation: CHECK (((state = ANY (ARRAY['draft'::text, 'withdrawn'::text])) OR (approved_by IS NOT NULL)))
reorganisation: CHECK ((decree <> ''::text))
reorganisation: CHECK ((kind = ANY (ARRAY['create'::text, 'rename'::text, 'move'::text, 'merge'::text, 'split'::text, 'abolish'::text])))
reorganisation: CHECK ((phase = ANY (ARRAY['units'::text, 'objects'::text, 'settle'::text])))
reorganisation: CHECK ((scope_path ~ '^/([0-9a-z-]+/)*$'::text))
reorganisation: CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'applying'::text, 'applied'::text, 'reversing'::text, 'reversed'::text, 'withdrawn'::text])))
reorganisation: CHECK ((title <> ''::text))
reorganisation: FOREIGN KEY (compensates) REFERENCES reorganisation(id)
reorganisation: FOREIGN KEY (unit_id) REFERENCES unit(id)
reorganisation: PRIMARY KEY (id)
CREATE INDEX reorganisation_due ON public.reorganisation USING btree (effective_on) WHERE (state = ANY (ARRAY['approved'::text, 'applying'::text, 'reversing'::text]))
CREATE INDEX reorganisation_newest ON public.reorganisation USING btree (effective_on DESC, id DESC)
CREATE UNIQUE INDEX reorganisation_pkey ON public.reorganisation USING btree (id)
reorganisation: policy add using 
reorganisation: policy change using may_change_event(scope_path)
reorganisation: policy read using may_see_event(scope_path)
reorganisation_unit.event_id uuid not null
reorganisation_unit.seq integer not null
reorganisation_unit.unit_id uuid not null
reorganisation_unit.part text not null
reorganisation_unit.path_from text
reorganisation_unit.path_to text
reorganisation_unit.place_from text
reorganisation_unit.place_to text
reorganisation_unit.before jsonb
reorganisation_unit.version_before jsonb
reorganisation_unit: CHECK ((part = ANY (ARRAY['created'::text, 'changed'::text, 'moved'::text, 'closed'::text, 'divided'::text, 'joined'::text])))
reorganisation_unit: FOREIGN KEY (event_id) REFERENCES reorganisation(id)
reorganisation_unit: FOREIGN KEY (unit_id) REFERENCES unit(id)
reorganisation_unit: PRIMARY KEY (event_id, unit_id)
reorganisation_unit: UNIQUE (event_id, seq)
CREATE INDEX reorganisation_unit_unit ON public.reorganisation_unit USING btree (unit_id)
CREATE UNIQUE INDEX reorganisation_unit_event_id_seq_key ON public.reorganisation_unit USING btree (event_id, seq)
CREATE UNIQUE INDEX reorganisation_unit_pkey ON public.reorganisation_unit USING btree (event_id, unit_id)
reorganisation_unit: policy read using (EXISTS ( SELECT
   FROM reorganisation r
  WHERE (r.id = reorganisation_unit.event_id)))
rollup.axis text not null
rollup.path text not null
rollup.classification smallint not null
rollup.cameras bigint not null
rollup.retired bigint not null
rollup.unchecked bigint not null
rollup.unidentified bigint not null
rollup.critical bigint not null
rollup.high bigint not null
rollup.medium bigint not null
rollup.low bigint not null
rollup.info bigint not null
rollup.clean bigint not null
rollup.findings bigint not null
rollup.warned bigint not null
rollup.paperless bigint not null
rollup.abroad bigint not null
rollup.systems bigint not null
rollup.systems_operating bigint not null
rollup: CHECK ((axis = ANY (ARRAY['scope'::text, 'place'::text])))
rollup: PRIMARY KEY (axis, path, classification)
CREATE UNIQUE INDEX rollup_pkey ON public.rollup USING btree (axis, path, classification)
rollup: policy read using (
CASE axis
    WHEN 'scope'::text THEN (path ^@ ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[]))
    ELSE ((path ^@ ANY ((NULLIF(current_setting('ancam.places'::text, true), ''::text))::text[])) OR ('/'::text = ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[])))
END AND (classification <= COALESCE(((NULLIF(current_setting('ancam.clearance'::text, true), ''::text))::smallint)::integer, 0)))
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
scan.steward_id uuid not null
scan.recorded_path text not null
scan.place_path text not null
scan: CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text])))
scan: CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'cancelled'::text, 'interrupted'::text, 'limit'::text, 'failed'::text])))
scan: FOREIGN KEY (authorisation_id) REFERENCES authorisation(id)
scan: PRIMARY KEY (id)
CREATE INDEX scan_newest ON public.scan USING btree (started_at DESC, id DESC)
CREATE INDEX scan_running ON public.scan USING btree (status) WHERE (status = 'running'::text)
CREATE UNIQUE INDEX scan_pkey ON public.scan USING btree (id)
scan: policy add using 
scan: policy change using may_write(scope_path, classification)
scan: policy read using may_read(scope_path, place_path, classification)
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
scan_host.place_path text not null
scan_host: PRIMARY KEY (id, home_id)
scan_host: UNIQUE (scan_id, address, home_id)
CREATE INDEX scan_host_order ON public.scan_host USING btree (scan_id, address_key, id)
CREATE UNIQUE INDEX scan_host_pkey ON public.scan_host USING btree (id, home_id)
CREATE UNIQUE INDEX scan_host_scan_id_address_home_id_key ON public.scan_host USING btree (scan_id, address, home_id)
scan_host: policy add using 
scan_host: policy change using may_write(scope_path, classification)
scan_host: policy read using may_read(scope_path, place_path, classification)
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
stewardship.object_table text not null
stewardship.object_id uuid not null
stewardship.home_id uuid not null
stewardship.event_id uuid not null
stewardship.seq bigint not null
stewardship.unit_from uuid not null
stewardship.unit_to uuid not null
stewardship.path_from text not null
stewardship.path_to text not null
stewardship.place_from text not null
stewardship.place_to text not null
stewardship.from_on date not null
stewardship.until date
stewardship: FOREIGN KEY (event_id) REFERENCES reorganisation(id)
stewardship: PRIMARY KEY (event_id, seq, home_id)
CREATE INDEX stewardship_object ON public.stewardship USING btree (object_id, seq)
CREATE INDEX stewardship_open ON public.stewardship USING btree (event_id, seq) WHERE (until IS NULL)
CREATE UNIQUE INDEX stewardship_pkey ON public.stewardship USING btree (event_id, seq, home_id)
stewardship: policy read using (EXISTS ( SELECT
   FROM reorganisation r
  WHERE (r.id = stewardship.event_id)))
table_import.id uuid not null
table_import.instance_id uuid not null
table_import.home_id uuid not null
table_import.unit_id uuid not null
table_import.scope_path text not null
table_import.place_path text not null
table_import.classification smallint not null
table_import.kind text not null
table_import.state text not null
table_import.policy text
table_import.file_name text not null
table_import.file_hash text not null
table_import.file_bytes bigint not null
table_import.format text not null
table_import.sheets text[] not null
table_import.mapping jsonb
table_import.header jsonb
table_import.rows_read integer not null
table_import.rows_good integer not null
table_import.rows_faulty integer not null
table_import.faults integer not null
table_import.cursor_row integer not null
table_import.created integer not null
table_import.updated integer not null
table_import.unchanged integer not null
table_import.failure jsonb
table_import.lease_until timestamp with time zone
table_import.account_id uuid
table_import.created_by text not null
table_import.clearance smallint not null
table_import.created_at timestamp with time zone not null
table_import.checked_at timestamp with time zone
table_import.finished_at timestamp with time zone
table_import: CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text])))
table_import: CHECK ((policy = ANY (ARRAY['all'::text, 'good'::text])))
table_import: CHECK ((state = ANY (ARRAY['uploaded'::text, 'mapped'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
table_import: PRIMARY KEY (id, home_id)
CREATE INDEX table_import_hash ON public.table_import USING btree (file_hash, kind, unit_id)
CREATE INDEX table_import_newest ON public.table_import USING btree (created_at DESC, id DESC)
CREATE INDEX table_import_running ON public.table_import USING btree (lease_until) WHERE (lease_until IS NOT NULL)
CREATE UNIQUE INDEX table_import_pkey ON public.table_import USING btree (id, home_id)
table_import: policy add using 
table_import: policy change using may_write(scope_path, classification)
table_import: policy read using may_read(scope_path, place_path, classification)
tally.home_id uuid not null
tally.unit_id uuid not null
tally.steward_id uuid not null
tally.scope_path text not null
tally.recorded_path text not null
tally.place_path text not null
tally.classification smallint not null
tally.cameras bigint not null
tally.retired bigint not null
tally.unchecked bigint not null
tally.unidentified bigint not null
tally.critical bigint not null
tally.high bigint not null
tally.medium bigint not null
tally.low bigint not null
tally.info bigint not null
tally.clean bigint not null
tally.findings bigint not null
tally.warned bigint not null
tally.paperless bigint not null
tally.abroad bigint not null
tally.systems bigint not null
tally.systems_operating bigint not null
tally: PRIMARY KEY (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id)
CREATE INDEX tally_place ON public.tally USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX tally_recorded ON public.tally USING btree (recorded_path text_pattern_ops)
CREATE INDEX tally_scope ON public.tally USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX tally_pkey ON public.tally USING btree (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id)
tally: policy add using 
tally: policy change using may_write(scope_path, classification)
tally: policy read using may_read(scope_path, place_path, classification)
tally_day.home_id uuid not null
tally_day.unit_id uuid not null
tally_day.steward_id uuid not null
tally_day.scope_path text not null
tally_day.recorded_path text not null
tally_day.place_path text not null
tally_day.classification smallint not null
tally_day.cameras bigint not null
tally_day.retired bigint not null
tally_day.unchecked bigint not null
tally_day.unidentified bigint not null
tally_day.critical bigint not null
tally_day.high bigint not null
tally_day.medium bigint not null
tally_day.low bigint not null
tally_day.info bigint not null
tally_day.clean bigint not null
tally_day.findings bigint not null
tally_day.warned bigint not null
tally_day.paperless bigint not null
tally_day.abroad bigint not null
tally_day.systems bigint not null
tally_day.systems_operating bigint not null
tally_day.day date not null
tally_day: PRIMARY KEY (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id, day)
CREATE INDEX tally_day_scope ON public.tally_day USING btree (scope_path text_pattern_ops, day)
CREATE UNIQUE INDEX tally_day_pkey ON public.tally_day USING btree (steward_id, unit_id, scope_path, recorded_path, place_path, classification, home_id, day)
tally_day: policy add using 
tally_day: policy change using may_write(scope_path, classification)
tally_day: policy read using may_read(scope_path, place_path, classification)
tally_delta.home_id uuid not null
tally_delta.unit_id uuid not null
tally_delta.steward_id uuid not null
tally_delta.scope_path text not null
tally_delta.recorded_path text not null
tally_delta.place_path text not null
tally_delta.classification smallint not null
tally_delta.cameras bigint not null
tally_delta.retired bigint not null
tally_delta.unchecked bigint not null
tally_delta.unidentified bigint not null
tally_delta.critical bigint not null
tally_delta.high bigint not null
tally_delta.medium bigint not null
tally_delta.low bigint not null
tally_delta.info bigint not null
tally_delta.clean bigint not null
tally_delta.findings bigint not null
tally_delta.warned bigint not null
tally_delta.paperless bigint not null
tally_delta.abroad bigint not null
tally_delta.systems bigint not null
tally_delta.systems_operating bigint not null
tally_delta.id bigint not null
tally_delta: PRIMARY KEY (id)
CREATE UNIQUE INDEX tally_delta_pkey ON public.tally_delta USING btree (id)
tally_delta: policy add using 
tally_delta: policy change using may_write(scope_path, classification)
tally_delta: policy read using may_read(scope_path, place_path, classification)
unit.id uuid not null
unit.instance_id uuid not null
unit.home_id uuid not null
unit.parent_id uuid
unit.name text not null
unit.scope_path text not null
unit.created_at timestamp with time zone not null
unit.kind text not null
unit.code text
unit.line text not null
unit.place_code text
unit.place_path text not null
unit.roles text[] not null
unit.opened_on date not null
unit.closed_on date
unit.search text not null
unit: CHECK ((line = ANY (ARRAY['local'::text, 'ministry'::text, 'enterprise'::text, 'other'::text])))
unit: CHECK ((scope_path ~ '^(/[0-9a-z-]+)+/$'::text))
unit: FOREIGN KEY (parent_id) REFERENCES unit(id)
unit: PRIMARY KEY (id)
unit: UNIQUE (scope_path)
CREATE INDEX unit_by_search ON public.unit USING btree (search, id)
CREATE INDEX unit_parent ON public.unit USING btree (parent_id, name, id)
CREATE INDEX unit_place ON public.unit USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX unit_scope ON public.unit USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX unit_code ON public.unit USING btree (code) WHERE ((code IS NOT NULL) AND (closed_on IS NULL))
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (id)
CREATE UNIQUE INDEX unit_scope_path_key ON public.unit USING btree (scope_path)
unit: policy add using 
unit: policy change using may_manage_unit(scope_path)
unit: policy read using may_read_unit(scope_path, place_path)
unit_version.unit_id uuid not null
unit_version.valid_from date not null
unit_version.name text not null
unit_version.kind text not null
unit_version.code text
unit_version.line text not null
unit_version.parent_id uuid
unit_version.scope_path text not null
unit_version.place_code text
unit_version.place_path text not null
unit_version.roles text[] not null
unit_version.closed boolean not null
unit_version.event_id uuid
unit_version: FOREIGN KEY (parent_id) REFERENCES unit(id)
unit_version: FOREIGN KEY (unit_id) REFERENCES unit(id)
unit_version: PRIMARY KEY (unit_id, valid_from)
CREATE INDEX unit_version_parent ON public.unit_version USING btree (parent_id)
CREATE INDEX unit_version_path ON public.unit_version USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX unit_version_pkey ON public.unit_version USING btree (unit_id, valid_from)
unit_version: policy add using 
unit_version: policy change using may_manage_unit(scope_path)
unit_version: policy read using may_read_unit(scope_path, place_path)
unresolved.object_table text not null
unresolved.object_id uuid not null
unresolved.home_id uuid not null
unresolved.event_id uuid not null
unresolved.unit_from uuid not null
unresolved.parent_id uuid not null
unresolved.assigned_to uuid
unresolved.assigned_at timestamp with time zone
unresolved.assigned_by text
unresolved: FOREIGN KEY (assigned_to) REFERENCES unit(id)
unresolved: FOREIGN KEY (event_id) REFERENCES reorganisation(id)
unresolved: FOREIGN KEY (parent_id) REFERENCES unit(id)
unresolved: PRIMARY KEY (event_id, object_id, home_id)
CREATE INDEX unresolved_open ON public.unresolved USING btree (event_id, object_id) WHERE (assigned_to IS NULL)
CREATE UNIQUE INDEX unresolved_pkey ON public.unresolved USING btree (event_id, object_id, home_id)
unresolved: policy read using (EXISTS ( SELECT
   FROM reorganisation r
  WHERE (r.id = unresolved.event_id)))
