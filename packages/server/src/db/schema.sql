-- Written by generate-schema.ts from the migrations; for reading only.
account.id uuid not null
account.instance_id uuid not null
account.unit_id uuid not null
account.login text not null
account.display_name text not null
account.role text not null
account.password_hash text
account.created_at timestamp with time zone not null
account.disabled_at timestamp with time zone
account.clearance smallint not null
account.email text
account.last_sign_in_at timestamp with time zone
account.search text not null
account: CHECK ((clearance = ANY (ARRAY[0, 1])))
account: CHECK ((role = ANY (ARRAY['administrator'::text, 'officer'::text, 'approver'::text, 'viewer'::text, 'auditor'::text])))
account: FOREIGN KEY (unit_id) REFERENCES unit(id)
account: PRIMARY KEY (id)
CREATE INDEX account_unit ON public.account USING btree (unit_id, id)
CREATE UNIQUE INDEX account_email ON public.account USING btree (lower(email)) WHERE (email IS NOT NULL)
CREATE UNIQUE INDEX account_login ON public.account USING btree (lower(login))
CREATE UNIQUE INDEX account_pkey ON public.account USING btree (id)
api_token.id uuid not null
api_token.account_id uuid not null
api_token.name text not null
api_token.token_hash text not null
api_token.permissions text[] not null
api_token.unit_id uuid not null
api_token.created_at timestamp with time zone not null
api_token.expires_at timestamp with time zone not null
api_token.last_used_at timestamp with time zone
api_token.last_address text
api_token.revoked_at timestamp with time zone
api_token: FOREIGN KEY (account_id) REFERENCES account(id)
api_token: FOREIGN KEY (unit_id) REFERENCES unit(id)
api_token: PRIMARY KEY (id)
api_token: UNIQUE (token_hash)
CREATE INDEX api_token_account ON public.api_token USING btree (account_id, created_at DESC)
CREATE UNIQUE INDEX api_token_pkey ON public.api_token USING btree (id)
CREATE UNIQUE INDEX api_token_token_hash_key ON public.api_token USING btree (token_hash)
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
audit_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
audit_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
audit_head.home_id uuid not null
audit_head.seq bigint not null
audit_head.hash text not null
audit_head: PRIMARY KEY (home_id)
CREATE UNIQUE INDEX audit_head_pkey ON public.audit_head USING btree (home_id)
audit_head: policy own using (home_id = (NULLIF(current_setting('ancam.home'::text, true), ''::text))::uuid)
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
authorisation.on_behalf boolean not null
authorisation: PRIMARY KEY (id)
CREATE INDEX authorisation_newest ON public.authorisation USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX authorisation_pkey ON public.authorisation USING btree (id)
authorisation: policy add using 
authorisation: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
authorisation: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
bulk_change.id uuid not null
bulk_change.instance_id uuid not null
bulk_change.home_id uuid not null
bulk_change.unit_id uuid not null
bulk_change.scope_path text not null
bulk_change.place_path text not null
bulk_change.classification smallint not null
bulk_change.account_id uuid
bulk_change.by_name text not null
bulk_change.change jsonb not null
bulk_change.state text not null
bulk_change.runs_as jsonb not null
bulk_change.cursor_id uuid
bulk_change.total integer not null
bulk_change.changed integer not null
bulk_change.same integer not null
bulk_change.refused integer not null
bulk_change.restored integer not null
bulk_change.conflicts integer not null
bulk_change.created_at timestamp with time zone not null
bulk_change.finished_at timestamp with time zone
bulk_change.undo_until timestamp with time zone not null
bulk_change.undone_at timestamp with time zone
bulk_change.undone_by text
bulk_change.forgotten boolean not null
bulk_change: CHECK ((state = ANY (ARRAY['applying'::text, 'applied'::text, 'undoing'::text, 'undone'::text])))
bulk_change: FOREIGN KEY (account_id) REFERENCES account(id)
bulk_change: PRIMARY KEY (id)
CREATE INDEX bulk_change_newest ON public.bulk_change USING btree (created_at DESC, id DESC)
CREATE INDEX bulk_change_old ON public.bulk_change USING btree (undo_until) WHERE (NOT forgotten)
CREATE INDEX bulk_change_running ON public.bulk_change USING btree (id) WHERE (state = ANY (ARRAY['applying'::text, 'undoing'::text]))
CREATE UNIQUE INDEX bulk_change_pkey ON public.bulk_change USING btree (id)
bulk_change: policy add using 
bulk_change: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
bulk_change: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
bulk_item.change_id uuid not null
bulk_item.object_id uuid not null
bulk_item.outcome text
bulk_item.reason text
bulk_item.before jsonb
bulk_item: CHECK ((outcome = ANY (ARRAY['changed'::text, 'same'::text, 'refused'::text, 'restored'::text, 'conflict'::text])))
bulk_item: FOREIGN KEY (change_id) REFERENCES bulk_change(id) ON DELETE CASCADE
bulk_item: PRIMARY KEY (change_id, object_id)
CREATE UNIQUE INDEX bulk_item_pkey ON public.bulk_item USING btree (change_id, object_id)
bulk_item: policy of_change using (EXISTS ( SELECT
   FROM bulk_change c
  WHERE (c.id = bulk_item.change_id)))
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
camera.system_id uuid
camera.group_id uuid
camera.site_id uuid
camera.recorder_id uuid
camera.channel smallint
camera.hardware_revision text not null
camera.storage_location text not null
camera.origin_paper text not null
camera.quality_paper text not null
camera.contract text not null
camera.supplier text not null
camera.maker_id uuid
camera.model_id uuid
camera.warned text not null
camera.warning_ids uuid[] not null
camera.possible_warning_ids uuid[] not null
camera.matched boolean not null
camera.words tsvector
camera.on_behalf boolean not null
camera.test_device boolean not null
camera: CHECK (((channel >= 0) AND (channel <= 9999)))
camera: CHECK ((recorder_id IS DISTINCT FROM id))
camera: CHECK ((source = ANY (ARRAY['scan'::text, 'hand'::text])))
camera: CHECK ((status = ANY (ARRAY['in-use'::text, 'retired'::text, 'proposed'::text, 'not-ours'::text])))
camera: CHECK ((storage_location = ANY (ARRAY['vietnam'::text, 'abroad'::text, 'none'::text, 'unknown'::text])))
camera: CHECK ((warned = ANY (ARRAY['no'::text, 'possible'::text, 'certain'::text])))
camera: PRIMARY KEY (id, home_id)
CREATE INDEX camera_address ON public.camera USING btree (address_key, id)
CREATE INDEX camera_at_address ON public.camera USING btree (address) WHERE (address IS NOT NULL)
CREATE INDEX camera_at_unit ON public.camera USING btree (steward_id, address)
CREATE INDEX camera_counts_until ON public.camera USING btree (counts_until) WHERE (counts_until IS NOT NULL)
CREATE INDEX camera_group_of ON public.camera USING btree (group_id) WHERE (group_id IS NOT NULL)
CREATE INDEX camera_home_address ON public.camera USING btree (home_id, address_key, id)
CREATE INDEX camera_home_last_seen ON public.camera USING btree (home_id, COALESCE(last_seen_at, '1970-01-01 00:00:00+00'::timestamp with time zone) DESC, id DESC)
CREATE INDEX camera_home_name ON public.camera USING btree (home_id, name, id)
CREATE INDEX camera_home_worst ON public.camera USING btree (home_id, worst, address_key, id)
CREATE INDEX camera_last_seen ON public.camera USING btree (COALESCE(last_seen_at, '1970-01-01 00:00:00+00'::timestamp with time zone) DESC, id DESC)
CREATE INDEX camera_mac ON public.camera USING btree (mac) WHERE (mac IS NOT NULL)
CREATE INDEX camera_name ON public.camera USING btree (name, id)
CREATE INDEX camera_named ON public.camera USING btree (steward_id, name)
CREATE INDEX camera_of_model ON public.camera USING btree (maker_id, COALESCE(model, ''::text), id) WHERE (maker_id IS NOT NULL)
CREATE INDEX camera_place ON public.camera USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX camera_recorder ON public.camera USING btree (recorder_id) WHERE (recorder_id IS NOT NULL)
CREATE INDEX camera_scope ON public.camera USING btree (scope_path text_pattern_ops)
CREATE INDEX camera_serial ON public.camera USING btree (serial) WHERE (serial IS NOT NULL)
CREATE INDEX camera_site ON public.camera USING btree (site_id) WHERE (site_id IS NOT NULL)
CREATE INDEX camera_system ON public.camera USING btree (system_id) WHERE (system_id IS NOT NULL)
CREATE INDEX camera_tls_key ON public.camera USING btree (tls_key) WHERE (tls_key IS NOT NULL)
CREATE INDEX camera_unknown_maker ON public.camera USING btree (maker_name) WHERE ((maker_id IS NULL) AND (maker_name IS NOT NULL))
CREATE INDEX camera_unmatched ON public.camera USING btree (id) WHERE (NOT matched)
CREATE INDEX camera_warned ON public.camera USING btree (home_id, address_key, id) WHERE (warned <> 'no'::text)
CREATE INDEX camera_words ON public.camera USING gin (words) WITH (gin_pending_list_limit='512')
CREATE INDEX camera_worst ON public.camera USING btree (worst, address_key, id)
CREATE INDEX camera_wsd_endpoint ON public.camera USING btree (wsd_endpoint) WHERE (wsd_endpoint IS NOT NULL)
CREATE UNIQUE INDEX camera_pkey ON public.camera USING btree (id, home_id)
camera: policy add using 
camera: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
camera: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
camera_group.id uuid not null
camera_group.instance_id uuid not null
camera_group.home_id uuid not null
camera_group.unit_id uuid not null
camera_group.steward_id uuid not null
camera_group.scope_path text not null
camera_group.recorded_path text not null
camera_group.place_path text not null
camera_group.classification smallint not null
camera_group.name text not null
camera_group.system_id uuid
camera_group.site_id uuid
camera_group.note text not null
camera_group.search text not null
camera_group.created_at timestamp with time zone not null
camera_group.on_behalf boolean not null
camera_group: CHECK ((name <> ''::text))
camera_group: FOREIGN KEY (site_id) REFERENCES site(id)
camera_group: FOREIGN KEY (system_id) REFERENCES information_system(id)
camera_group: PRIMARY KEY (id)
CREATE INDEX camera_group_scope ON public.camera_group USING btree (scope_path text_pattern_ops)
CREATE INDEX camera_group_system ON public.camera_group USING btree (system_id) WHERE (system_id IS NOT NULL)
CREATE UNIQUE INDEX camera_group_pkey ON public.camera_group USING btree (id)
camera_group: policy add using 
camera_group: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
camera_group: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
camera_sighting: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
camera_sighting: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
certificate.id uuid not null
certificate.instance_id uuid not null
certificate.model_id uuid not null
certificate.number text not null
certificate.body text not null
certificate.standard text not null
certificate.revision text not null
certificate.issued_on date not null
certificate.expires_on date
certificate.firmware_from text not null
certificate.firmware_to text not null
certificate.created_at timestamp with time zone not null
certificate.created_by text not null
certificate: CHECK (((expires_on IS NULL) OR (issued_on <= expires_on)))
certificate: CHECK ((body <> ''::text))
certificate: CHECK ((number <> ''::text))
certificate: CHECK ((standard <> ''::text))
certificate: FOREIGN KEY (model_id) REFERENCES model(id)
certificate: PRIMARY KEY (id)
certificate: UNIQUE (body, number, model_id)
CREATE INDEX certificate_model ON public.certificate USING btree (model_id, issued_on DESC)
CREATE UNIQUE INDEX certificate_body_number_model_id_key ON public.certificate USING btree (body, number, model_id)
CREATE UNIQUE INDEX certificate_pkey ON public.certificate USING btree (id)
certificate: policy add using 
certificate: policy change using keeps_reference()
certificate: policy read using true
certificate: policy remove using keeps_reference()
certificate_event.id uuid not null
certificate_event.certificate_id uuid not null
certificate_event.status text not null
certificate_event.from_day date not null
certificate_event.reason text not null
certificate_event.document text not null
certificate_event.by_name text not null
certificate_event.recorded_at timestamp with time zone not null
certificate_event: CHECK ((status = ANY (ARRAY['valid'::text, 'suspended'::text, 'withdrawn'::text])))
certificate_event: FOREIGN KEY (certificate_id) REFERENCES certificate(id)
certificate_event: PRIMARY KEY (id)
CREATE INDEX certificate_event_certificate ON public.certificate_event USING btree (certificate_id, from_day, recorded_at)
CREATE UNIQUE INDEX certificate_event_pkey ON public.certificate_event USING btree (id)
certificate_event: policy add using 
certificate_event: policy change using keeps_reference()
certificate_event: policy read using true
certificate_event: policy remove using keeps_reference()
check_event.id uuid not null
check_event.home_id uuid not null
check_event.unit_id uuid not null
check_event.scope_path text not null
check_event.place_path text not null
check_event.classification smallint not null
check_event.check_id uuid not null
check_event.shortcoming_id uuid
check_event.seq bigint not null
check_event.at timestamp with time zone not null
check_event.by_id uuid
check_event.by_name text not null
check_event.event text not null
check_event.step text
check_event.from_state text
check_event.to_state text
check_event.reason text not null
check_event.before jsonb not null
check_event.after jsonb not null
check_event: CHECK ((((event = 'step'::text) = (step IS NOT NULL)) AND ((step IS NULL) = (to_state IS NULL))))
check_event: CHECK ((event = ANY (ARRAY['created'::text, 'changed'::text, 'step'::text, 'removed'::text])))
check_event: FOREIGN KEY (check_id, home_id) REFERENCES system_check(id, home_id)
check_event: PRIMARY KEY (id, home_id)
CREATE INDEX check_event_check ON public.check_event USING btree (check_id, seq)
CREATE UNIQUE INDEX check_event_pkey ON public.check_event USING btree (id, home_id)
check_event: policy add using 
check_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
check_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
check_shortcoming.id uuid not null
check_shortcoming.home_id uuid not null
check_shortcoming.unit_id uuid not null
check_shortcoming.scope_path text not null
check_shortcoming.place_path text not null
check_shortcoming.classification smallint not null
check_shortcoming.check_id uuid not null
check_shortcoming.title text not null
check_shortcoming.detail text not null
check_shortcoming.search text not null
check_shortcoming.severity text not null
check_shortcoming.requirement text
check_shortcoming.finding_id uuid
check_shortcoming.state text not null
check_shortcoming.owner text not null
check_shortcoming.mend_by date
check_shortcoming.fixed_on date
check_shortcoming.retested_on date
check_shortcoming.accepted_until date
check_shortcoming.version integer not null
check_shortcoming.changed_at timestamp with time zone not null
check_shortcoming.changed_by text not null
check_shortcoming: CHECK (((state <> ALL (ARRAY['asked'::text, 'accepted'::text])) OR (accepted_until IS NOT NULL)))
check_shortcoming: CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text])))
check_shortcoming: CHECK ((title <> ''::text))
check_shortcoming: FOREIGN KEY (check_id, home_id) REFERENCES system_check(id, home_id)
check_shortcoming: PRIMARY KEY (id, home_id)
CREATE INDEX check_shortcoming_check ON public.check_shortcoming USING btree (check_id)
CREATE INDEX check_shortcoming_open ON public.check_shortcoming USING btree (mend_by) WHERE (state <> 'closed'::text)
CREATE INDEX check_shortcoming_waiting ON public.check_shortcoming USING btree (scope_path text_pattern_ops) WHERE (state = ANY (ARRAY['fixed'::text, 'asked'::text]))
CREATE UNIQUE INDEX check_shortcoming_finding ON public.check_shortcoming USING btree (check_id, finding_id, home_id) WHERE (finding_id IS NOT NULL)
CREATE UNIQUE INDEX check_shortcoming_pkey ON public.check_shortcoming USING btree (id, home_id)
check_shortcoming: policy add using 
check_shortcoming: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
check_shortcoming: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
check_shortcoming: policy remove using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
check_step.of_what text not null
check_step.step text not null
check_step.from_state text not null
check_step.to_state text not null
check_step.not_by text
check_step: CHECK ((of_what = ANY (ARRAY['check'::text, 'shortcoming'::text])))
check_step: PRIMARY KEY (of_what, step, from_state)
CREATE UNIQUE INDEX check_step_pkey ON public.check_step USING btree (of_what, step, from_state)
declared_interface.id uuid not null
declared_interface.model_id uuid not null
declared_interface.transport text not null
declared_interface.port integer not null
declared_interface.service text not null
declared_interface.purpose text not null
declared_interface.document text not null
declared_interface.entered_by text not null
declared_interface.entered_at timestamp with time zone not null
declared_interface.removed_by text
declared_interface.removed_at timestamp with time zone
declared_interface: CHECK (((port >= 1) AND (port <= 65535)))
declared_interface: CHECK (((removed_by IS NULL) = (removed_at IS NULL)))
declared_interface: CHECK ((document <> ''::text))
declared_interface: CHECK ((transport = ANY (ARRAY['tcp'::text, 'udp'::text])))
declared_interface: FOREIGN KEY (model_id) REFERENCES model(id)
declared_interface: PRIMARY KEY (id)
CREATE UNIQUE INDEX declared_interface_live ON public.declared_interface USING btree (model_id, transport, port) WHERE (removed_at IS NULL)
CREATE UNIQUE INDEX declared_interface_pkey ON public.declared_interface USING btree (id)
declared_interface: policy add using 
declared_interface: policy change using keeps_reference()
declared_interface: policy read using true
delegation.id uuid not null
delegation.from_account uuid not null
delegation.to_account uuid not null
delegation.permissions text[] not null
delegation.unit_id uuid not null
delegation.document text not null
delegation.document_date date not null
delegation.valid_from date not null
delegation.valid_until date not null
delegation.created_at timestamp with time zone not null
delegation.revoked_at timestamp with time zone
delegation.revoked_by text
delegation: CHECK ((from_account <> to_account))
delegation: CHECK ((valid_until >= valid_from))
delegation: FOREIGN KEY (from_account) REFERENCES account(id)
delegation: FOREIGN KEY (to_account) REFERENCES account(id)
delegation: FOREIGN KEY (unit_id) REFERENCES unit(id)
delegation: PRIMARY KEY (id)
CREATE INDEX delegation_from ON public.delegation USING btree (from_account, created_at DESC)
CREATE INDEX delegation_to ON public.delegation USING btree (to_account, created_at DESC)
CREATE UNIQUE INDEX delegation_pkey ON public.delegation USING btree (id)
document_delivery.id uuid not null
document_delivery.home_id uuid not null
document_delivery.unit_id uuid not null
document_delivery.scope_path text not null
document_delivery.place_path text not null
document_delivery.classification smallint not null
document_delivery.document_id uuid not null
document_delivery.seq bigint not null
document_delivery.recipient_id uuid
document_delivery.recipient_name text not null
document_delivery.purpose text not null
document_delivery.due_on date
document_delivery.sent_at timestamp with time zone
document_delivery.sent_by text
document_delivery.received_on date
document_delivery.received_by text
document_delivery.arrival_number text not null
document_delivery.acted_on date
document_delivery.acted_by text
document_delivery.acted_note text not null
document_delivery.acted_document_id uuid
document_delivery.urge_count smallint not null
document_delivery.urged_at timestamp with time zone
document_delivery.urged_by text
document_delivery.urged_with text not null
document_delivery.created_at timestamp with time zone not null
document_delivery.created_by text not null
document_delivery: CHECK ((((sent_at IS NULL) = (sent_by IS NULL)) AND ((received_on IS NULL) = (received_by IS NULL)) AND ((acted_on IS NULL) = (acted_by IS NULL))))
document_delivery: CHECK (((acted_on IS NULL) OR (received_on IS NOT NULL)))
document_delivery: CHECK (((received_on IS NULL) OR (sent_at IS NOT NULL)))
document_delivery: CHECK (((urge_count > 0) = (urged_at IS NOT NULL)))
document_delivery: CHECK ((purpose = ANY (ARRAY['act'::text, 'know'::text])))
document_delivery: CHECK ((recipient_name <> ''::text))
document_delivery: FOREIGN KEY (document_id, home_id) REFERENCES record(id, home_id)
document_delivery: FOREIGN KEY (recipient_id) REFERENCES unit(id)
document_delivery: PRIMARY KEY (id, home_id)
CREATE INDEX document_delivery_acted ON public.document_delivery USING btree (acted_document_id) WHERE (acted_document_id IS NOT NULL)
CREATE INDEX document_delivery_document ON public.document_delivery USING btree (document_id)
CREATE INDEX document_delivery_open ON public.document_delivery USING btree (due_on) WHERE ((sent_at IS NOT NULL) AND (acted_on IS NULL) AND (purpose = 'act'::text))
CREATE INDEX document_delivery_recipient ON public.document_delivery USING btree (recipient_id, sent_at DESC) WHERE (sent_at IS NOT NULL)
CREATE UNIQUE INDEX document_delivery_once ON public.document_delivery USING btree (document_id, recipient_id, home_id) WHERE (recipient_id IS NOT NULL)
CREATE UNIQUE INDEX document_delivery_pkey ON public.document_delivery USING btree (id, home_id)
document_delivery: policy add using 
document_delivery: policy change using (((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))) OR ((sent_at IS NOT NULL) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)) AND (EXISTS ( SELECT
   FROM unit u
  WHERE ((u.id = document_delivery.recipient_id) AND (u.scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])))))))
document_delivery: policy read using ((((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))) OR ((sent_at IS NOT NULL) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)) AND (EXISTS ( SELECT
   FROM unit u
  WHERE ((u.id = document_delivery.recipient_id) AND (u.scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])))))))
document_delivery: policy remove using ((sent_at IS NULL) AND ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))))
dossier.id uuid not null
dossier.home_id uuid not null
dossier.instance_id uuid not null
dossier.unit_id uuid not null
dossier.steward_id uuid not null
dossier.scope_path text not null
dossier.recorded_path text not null
dossier.place_path text not null
dossier.classification smallint not null
dossier.on_behalf boolean not null
dossier.system_id uuid not null
dossier.name text not null
dossier.search text not null
dossier.determination_id uuid not null
dossier.regime text not null
dossier.level smallint not null
dossier.catalogue_hash text not null
dossier.new_or_upgraded boolean
dossier.domain text not null
dossier.owner_paper text not null
dossier.operator_unit_id uuid
dossier.owner_unit_id uuid
dossier.security_unit_id uuid
dossier.appraiser text not null
dossier.appraiser_unit_id uuid
dossier.appraiser_paper text not null
dossier.parties uuid[] not null
dossier.authority_settled boolean not null
dossier.authority_question text
dossier.bylaw_id uuid
dossier.list_paper text not null
dossier.pre_operation_on date
dossier.texts jsonb not null
dossier.note text not null
dossier.state text not null
dossier.state_since date not null
dossier.version integer not null
dossier.submitted_on date
dossier.appraised_on date
dossier.approved_on date
dossier.decision_number text not null
dossier.decision_issuer text not null
dossier.due_on date
dossier.due_who text
dossier.drafters uuid[] not null
dossier.created_at timestamp with time zone not null
dossier.created_by text not null
dossier: CHECK (((level >= 1) AND (level <= 5)))
dossier: CHECK (((new_or_upgraded IS NOT NULL) OR (version = 0)))
dossier: CHECK (((state <> 'approved'::text) OR ((approved_on IS NOT NULL) AND (decision_number <> ''::text) AND (decision_issuer <> ''::text))))
dossier: CHECK ((appraiser = ANY (ARRAY['security-unit'::text, 'ministry'::text, 'other-unit'::text, 'council'::text])))
dossier: CHECK ((domain = ANY (ARRAY['general'::text, 'defence'::text, 'public-security'::text, 'cipher'::text])))
dossier: CHECK ((jsonb_typeof(texts) = 'object'::text))
dossier: CHECK ((name <> ''::text))
dossier: CHECK ((regime = ANY (ARRAY['A'::text, 'B'::text])))
dossier: FOREIGN KEY (state) REFERENCES dossier_state(state)
dossier: FOREIGN KEY (system_id) REFERENCES information_system(id)
dossier: PRIMARY KEY (id, home_id)
CREATE INDEX dossier_newest ON public.dossier USING btree (created_at DESC, id DESC)
CREATE INDEX dossier_parties ON public.dossier USING gin (parties)
CREATE INDEX dossier_parties_open ON public.dossier USING gin (parties) WHERE (state <> ALL (ARRAY['approved'::text, 'superseded'::text, 'withdrawn'::text]))
CREATE INDEX dossier_place ON public.dossier USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX dossier_scope ON public.dossier USING btree (scope_path text_pattern_ops)
CREATE INDEX dossier_steward_open ON public.dossier USING btree (steward_id) WHERE (state <> ALL (ARRAY['approved'::text, 'superseded'::text, 'withdrawn'::text]))
CREATE INDEX dossier_system ON public.dossier USING btree (system_id, created_at DESC)
CREATE UNIQUE INDEX dossier_in_force ON public.dossier USING btree (system_id, home_id) WHERE (state = 'approved'::text)
CREATE UNIQUE INDEX dossier_pkey ON public.dossier USING btree (id, home_id)
CREATE UNIQUE INDEX dossier_under_way ON public.dossier USING btree (system_id, home_id) WHERE (state <> ALL (ARRAY['approved'::text, 'superseded'::text, 'withdrawn'::text]))
dossier: policy add using 
dossier: policy change using (may_write(scope_path, classification) OR is_party(0, parties, operator_unit_id, classification, ( SELECT current_unit() AS current_unit)))
dossier: policy read using (may_read(scope_path, place_path, classification) OR is_party(version, parties, operator_unit_id, classification, ( SELECT current_unit() AS current_unit)))
dossier_comment.id uuid not null
dossier_comment.home_id uuid not null
dossier_comment.unit_id uuid not null
dossier_comment.scope_path text not null
dossier_comment.place_path text not null
dossier_comment.classification smallint not null
dossier_comment.dossier_id uuid not null
dossier_comment.seq bigint not null
dossier_comment.version integer not null
dossier_comment.part text not null
dossier_comment.party text not null
dossier_comment.body text not null
dossier_comment.at timestamp with time zone not null
dossier_comment.by_id uuid
dossier_comment.by_name text not null
dossier_comment.settled_at timestamp with time zone
dossier_comment.settled_by text
dossier_comment: CHECK (((settled_at IS NULL) = (settled_by IS NULL)))
dossier_comment: CHECK ((body <> ''::text))
dossier_comment: FOREIGN KEY (dossier_id, home_id) REFERENCES dossier(id, home_id)
dossier_comment: PRIMARY KEY (id, home_id)
CREATE INDEX dossier_comment_dossier ON public.dossier_comment USING btree (dossier_id, seq)
CREATE INDEX dossier_comment_scope ON public.dossier_comment USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX dossier_comment_pkey ON public.dossier_comment USING btree (id, home_id)
dossier_comment: policy add using 
dossier_comment: policy change using takes_part(dossier_id)
dossier_comment: policy read using (EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_comment.dossier_id)))
dossier_event.id uuid not null
dossier_event.home_id uuid not null
dossier_event.unit_id uuid not null
dossier_event.scope_path text not null
dossier_event.place_path text not null
dossier_event.classification smallint not null
dossier_event.dossier_id uuid not null
dossier_event.seq bigint not null
dossier_event.step text not null
dossier_event.from_state text not null
dossier_event.to_state text not null
dossier_event.party text not null
dossier_event.version integer not null
dossier_event.on_day date not null
dossier_event.reason text not null
dossier_event.document_number text not null
dossier_event.document_date date
dossier_event.document_issuer text not null
dossier_event.due_on date
dossier_event.due_who text
dossier_event.at timestamp with time zone not null
dossier_event.by_id uuid not null
dossier_event.hands uuid[] not null
dossier_event.by_name text not null
dossier_event: FOREIGN KEY (dossier_id, home_id) REFERENCES dossier(id, home_id)
dossier_event: FOREIGN KEY (step) REFERENCES dossier_step(step)
dossier_event: PRIMARY KEY (id, home_id)
CREATE INDEX dossier_event_dossier ON public.dossier_event USING btree (dossier_id, seq)
CREATE INDEX dossier_event_scope ON public.dossier_event USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX dossier_event_pkey ON public.dossier_event USING btree (id, home_id)
dossier_event: policy add using 
dossier_event: policy change using takes_part(dossier_id)
dossier_event: policy read using (EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_event.dossier_id)))
dossier_gate.id text not null
dossier_gate.regime text not null
dossier_gate.levels smallint[] not null
dossier_gate.blocks text not null
dossier_gate.needs text not null
dossier_gate.only_new boolean not null
dossier_gate.valid_from date not null
dossier_gate: CHECK ((blocks = ANY (ARRAY['approve'::text, 'operate'::text, 'appraise'::text])))
dossier_gate: PRIMARY KEY (id)
CREATE UNIQUE INDEX dossier_gate_pkey ON public.dossier_gate USING btree (id)
dossier_part.id text not null
dossier_part.regime text not null
dossier_part.levels smallint[] not null
dossier_part.within text
dossier_part.only_new boolean
dossier_part.valid_from date not null
dossier_part.valid_to date
dossier_part: CHECK ((regime = ANY (ARRAY['A'::text, 'B'::text])))
dossier_part: FOREIGN KEY (within) REFERENCES dossier_part(id)
dossier_part: PRIMARY KEY (id)
CREATE UNIQUE INDEX dossier_part_pkey ON public.dossier_part USING btree (id)
dossier_state.state text not null
dossier_state.editable boolean not null
dossier_state.settled boolean not null
dossier_state: PRIMARY KEY (state)
CREATE UNIQUE INDEX dossier_state_pkey ON public.dossier_state USING btree (state)
dossier_step.step text not null
dossier_step.from_states text[] not null
dossier_step.to_state text not null
dossier_step.parties text[] not null
dossier_step.levels smallint[] not null
dossier_step.not_by text[] not null
dossier_step.needs text[] not null
dossier_step.needs_reason boolean not null
dossier_step.submits boolean not null
dossier_step: FOREIGN KEY (to_state) REFERENCES dossier_state(state)
dossier_step: PRIMARY KEY (step)
CREATE UNIQUE INDEX dossier_step_pkey ON public.dossier_step USING btree (step)
dossier_submission.id uuid not null
dossier_submission.home_id uuid not null
dossier_submission.unit_id uuid not null
dossier_submission.scope_path text not null
dossier_submission.place_path text not null
dossier_submission.classification smallint not null
dossier_submission.dossier_id uuid not null
dossier_submission.version integer not null
dossier_submission.content jsonb not null
dossier_submission.content_hash text not null
dossier_submission.at timestamp with time zone not null
dossier_submission.by_name text not null
dossier_submission: CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text))
dossier_submission: CHECK ((jsonb_typeof(content) = 'object'::text))
dossier_submission: CHECK ((version > 0))
dossier_submission: FOREIGN KEY (dossier_id, home_id) REFERENCES dossier(id, home_id)
dossier_submission: PRIMARY KEY (id, home_id)
dossier_submission: UNIQUE (dossier_id, version, home_id)
CREATE INDEX dossier_submission_scope ON public.dossier_submission USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX dossier_submission_dossier_id_version_home_id_key ON public.dossier_submission USING btree (dossier_id, version, home_id)
CREATE UNIQUE INDEX dossier_submission_pkey ON public.dossier_submission USING btree (id, home_id)
dossier_submission: policy add using 
dossier_submission: policy change using takes_part(dossier_id)
dossier_submission: policy read using (EXISTS ( SELECT
   FROM dossier d
  WHERE (d.id = dossier_submission.dossier_id)))
duty_deadline.id uuid not null
duty_deadline.home_id uuid not null
duty_deadline.instance_id uuid not null
duty_deadline.unit_id uuid not null
duty_deadline.scope_path text not null
duty_deadline.place_path text not null
duty_deadline.classification smallint not null
duty_deadline.duty text not null
duty_deadline.milestone text not null
duty_deadline.document text not null
duty_deadline.on_day date not null
duty_deadline.strictly boolean not null
duty_deadline.set_on date not null
duty_deadline.set_at timestamp with time zone not null
duty_deadline.set_by text not null
duty_deadline.withdrawn_on date
duty_deadline.withdrawn_by text
duty_deadline.withdrawn_reason text
duty_deadline: CHECK ((((withdrawn_on IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_on IS NULL) = (withdrawn_reason IS NULL))))
duty_deadline: CHECK ((document <> ''::text))
duty_deadline: FOREIGN KEY (unit_id) REFERENCES unit(id)
duty_deadline: PRIMARY KEY (id, home_id)
CREATE INDEX duty_deadline_scope ON public.duty_deadline USING btree (scope_path text_pattern_ops)
CREATE INDEX duty_deadline_unit ON public.duty_deadline USING btree (unit_id)
CREATE UNIQUE INDEX duty_deadline_pkey ON public.duty_deadline USING btree (id, home_id)
duty_deadline: policy add using 
duty_deadline: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_deadline: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_delta.id bigint not null
duty_delta.path text not null
duty_delta.duty text not null
duty_delta.reading text not null
duty_delta.state text not null
duty_delta.units bigint not null
duty_delta.targets bigint not null
duty_delta.done bigint not null
duty_delta: PRIMARY KEY (id)
CREATE UNIQUE INDEX duty_delta_pkey ON public.duty_delta USING btree (id)
duty_delta: policy read using (path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[]))
duty_event.id uuid not null
duty_event.home_id uuid not null
duty_event.unit_id uuid not null
duty_event.scope_path text not null
duty_event.place_path text not null
duty_event.classification smallint not null
duty_event.register text not null
duty_event.source_id uuid not null
duty_event.fact text not null
duty_event.on_day date not null
duty_event.object_id text
duty_event.period text
duty_event.told_on date not null
duty_event.withdrawn_on date
duty_event: PRIMARY KEY (id, home_id)
CREATE INDEX duty_event_scope ON public.duty_event USING btree (scope_path text_pattern_ops)
CREATE INDEX duty_event_source ON public.duty_event USING btree (source_id)
CREATE UNIQUE INDEX duty_event_pkey ON public.duty_event USING btree (id, home_id)
duty_event: policy add using 
duty_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_item.id uuid not null
duty_item.home_id uuid not null
duty_item.instance_id uuid not null
duty_item.unit_id uuid not null
duty_item.steward_id uuid not null
duty_item.scope_path text not null
duty_item.recorded_path text not null
duty_item.place_path text not null
duty_item.classification smallint not null
duty_item.on_behalf boolean not null
duty_item.kind text not null
duty_item.title text not null
duty_item.on_day date
duty_item.until date
duty_item.answers jsonb not null
duty_item.note text not null
duty_item.version integer not null
duty_item.created_at timestamp with time zone not null
duty_item.created_by text not null
duty_item.changed_at timestamp with time zone not null
duty_item.changed_by text not null
duty_item.withdrawn_at timestamp with time zone
duty_item.withdrawn_by text
duty_item.withdrawn_reason text
duty_item: CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))))
duty_item: CHECK (((until IS NULL) OR (on_day IS NULL) OR (until >= on_day)))
duty_item: CHECK ((jsonb_typeof(answers) = 'object'::text))
duty_item: CHECK ((title <> ''::text))
duty_item: PRIMARY KEY (id, home_id)
CREATE INDEX duty_item_newest ON public.duty_item USING btree (created_at DESC, id DESC)
CREATE INDEX duty_item_place ON public.duty_item USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX duty_item_scope ON public.duty_item USING btree (scope_path text_pattern_ops)
CREATE INDEX duty_item_steward ON public.duty_item USING btree (steward_id, kind)
CREATE UNIQUE INDEX duty_item_pkey ON public.duty_item USING btree (id, home_id)
duty_item: policy add using 
duty_item: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_item: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_link.id uuid not null
duty_link.home_id uuid not null
duty_link.unit_id uuid not null
duty_link.scope_path text not null
duty_link.place_path text not null
duty_link.classification smallint not null
duty_link.record_id uuid not null
duty_link.fact text not null
duty_link.object_id text
duty_link.linked_at timestamp with time zone not null
duty_link.linked_by text not null
duty_link.withdrawn_at timestamp with time zone
duty_link.withdrawn_by text
duty_link: CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
duty_link: FOREIGN KEY (record_id, home_id) REFERENCES record(id, home_id)
duty_link: PRIMARY KEY (id, home_id)
CREATE UNIQUE INDEX duty_link_live ON public.duty_link USING btree (record_id, fact, COALESCE(object_id, ''::text), home_id) WHERE (withdrawn_at IS NULL)
CREATE UNIQUE INDEX duty_link_pkey ON public.duty_link USING btree (id, home_id)
duty_link: policy add using 
duty_link: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_link: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_object.id uuid not null
duty_object.home_id uuid not null
duty_object.unit_id uuid not null
duty_object.scope_path text not null
duty_object.place_path text not null
duty_object.classification smallint not null
duty_object.register text not null
duty_object.source_id uuid not null
duty_object.kind text not null
duty_object.object_id text not null
duty_object.on_day date
duty_object.until date
duty_object.answers jsonb not null
duty_object: CHECK ((jsonb_typeof(answers) = 'object'::text))
duty_object: PRIMARY KEY (id, home_id)
duty_object: UNIQUE (source_id, register, kind, object_id, home_id)
CREATE INDEX duty_object_scope ON public.duty_object USING btree (scope_path text_pattern_ops)
CREATE UNIQUE INDEX duty_object_pkey ON public.duty_object USING btree (id, home_id)
CREATE UNIQUE INDEX duty_object_source_id_register_kind_object_id_home_id_key ON public.duty_object USING btree (source_id, register, kind, object_id, home_id)
duty_object: policy add using 
duty_object: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_object: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_reminder.unit_id uuid not null
duty_reminder.duty text not null
duty_reminder.due date not null
duty_reminder.rung text not null
duty_reminder.told_on date not null
duty_reminder.climbed boolean not null
duty_reminder: FOREIGN KEY (unit_id) REFERENCES unit(id)
duty_reminder: PRIMARY KEY (unit_id, duty)
CREATE INDEX duty_reminder_climbing ON public.duty_reminder USING btree (rung, due, duty) WHERE (NOT climbed)
CREATE UNIQUE INDEX duty_reminder_pkey ON public.duty_reminder USING btree (unit_id, duty)
duty_rollup.path text not null
duty_rollup.duty text not null
duty_rollup.reading text not null
duty_rollup.state text not null
duty_rollup.units bigint not null
duty_rollup.targets bigint not null
duty_rollup.done bigint not null
duty_rollup: PRIMARY KEY (path, duty, reading, state)
CREATE UNIQUE INDEX duty_rollup_pkey ON public.duty_rollup USING btree (path, duty, reading, state)
duty_rollup: policy read using (path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[]))
duty_status.home_id uuid not null
duty_status.unit_id uuid not null
duty_status.scope_path text not null
duty_status.place_path text not null
duty_status.classification smallint not null
duty_status.duty text not null
duty_status.state text not null
duty_status.party text not null
duty_status.due date
duty_status.met_on date
duty_status.late_days integer
duty_status.set_by text
duty_status.milestone text
duty_status.changes_on date
duty_status.confidence text not null
duty_status.targets integer not null
duty_status.done integer not null
duty_status.overdue integer not null
duty_status.readings jsonb not null
duty_status: CHECK ((party = ANY (ARRAY['lead'::text, 'through'::text])))
duty_status: CHECK ((state = ANY (ARRAY['not-due'::text, 'in-progress'::text, 'met'::text, 'met-late'::text, 'overdue'::text])))
duty_status: PRIMARY KEY (unit_id, duty, home_id)
CREATE INDEX duty_status_duty ON public.duty_status USING btree (duty, state, scope_path text_pattern_ops)
CREATE INDEX duty_status_place ON public.duty_status USING btree (place_path text_pattern_ops, duty) WHERE (place_path <> ''::text)
CREATE UNIQUE INDEX duty_status_pkey ON public.duty_status USING btree (unit_id, duty, home_id)
duty_status: policy add using 
duty_status: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_status: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
duty_unit.unit_id uuid not null
duty_unit.due_on date
duty_unit.figures_changed boolean not null
duty_unit: FOREIGN KEY (unit_id) REFERENCES unit(id)
duty_unit: PRIMARY KEY (unit_id)
CREATE INDEX duty_unit_due ON public.duty_unit USING btree (due_on)
CREATE INDEX duty_unit_figures ON public.duty_unit USING btree (unit_id) WHERE figures_changed
CREATE UNIQUE INDEX duty_unit_pkey ON public.duty_unit USING btree (unit_id)
email_change.account_id uuid not null
email_change.email text not null
email_change.code text not null
email_change.tries smallint not null
email_change.asked_at timestamp with time zone not null
email_change.expires_at timestamp with time zone not null
email_change: FOREIGN KEY (account_id) REFERENCES account(id)
email_change: PRIMARY KEY (account_id)
CREATE UNIQUE INDEX email_change_pkey ON public.email_change USING btree (account_id)
evidence.id uuid not null
evidence.home_id uuid not null
evidence.instance_id uuid not null
evidence.unit_id uuid not null
evidence.scope_path text not null
evidence.place_path text not null
evidence.classification smallint not null
evidence.holder_kind text not null
evidence.holder_id uuid not null
evidence.purpose text not null
evidence.series_id uuid not null
evidence.version integer not null
evidence.name text not null
evidence.size bigint not null
evidence.sha256 text not null
evidence.type text not null
evidence.scan text not null
evidence.threat text
evidence.scanned_at timestamp with time zone
evidence.created_at timestamp with time zone not null
evidence.created_by text not null
evidence.withdrawn_at timestamp with time zone
evidence.withdrawn_by text
evidence.withdrawn_reason text
evidence: CHECK ((((withdrawn_at IS NULL) = (withdrawn_by IS NULL)) AND ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))))
evidence: CHECK (((scan = 'infected'::text) = (threat IS NOT NULL)))
evidence: CHECK ((holder_kind ~ '^[a-z][a-z-]*$'::text))
evidence: CHECK ((name <> ''::text))
evidence: CHECK ((scan = ANY (ARRAY['unscanned'::text, 'waiting'::text, 'clean'::text, 'infected'::text])))
evidence: CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
evidence: CHECK ((size > 0))
evidence: CHECK ((version > 0))
evidence: PRIMARY KEY (id, home_id)
evidence: UNIQUE (series_id, version, home_id)
CREATE INDEX evidence_holder ON public.evidence USING btree (holder_id, created_at)
CREATE INDEX evidence_sha256 ON public.evidence USING btree (sha256)
CREATE INDEX evidence_unjudged ON public.evidence USING btree (id) WHERE (scan = ANY (ARRAY['waiting'::text, 'unscanned'::text]))
CREATE UNIQUE INDEX evidence_pkey ON public.evidence USING btree (id, home_id)
CREATE UNIQUE INDEX evidence_series_id_version_home_id_key ON public.evidence USING btree (series_id, version, home_id)
evidence: policy add using 
evidence: policy change using may_write_evidence(holder_kind, holder_id, scope_path, classification)
evidence: policy read using may_read_evidence(holder_kind, holder_id, scope_path, place_path, classification)
facet_delta.home_id uuid not null
facet_delta.unit_id uuid not null
facet_delta.scope_path text not null
facet_delta.place_path text not null
facet_delta.classification smallint not null
facet_delta.facet text not null
facet_delta.value text not null
facet_delta.count bigint not null
facet_delta.id bigint not null
facet_delta: CHECK ((facet = ANY (ARRAY['maker'::text, 'check'::text, 'status'::text, 'other'::text])))
facet_delta: PRIMARY KEY (id)
CREATE UNIQUE INDEX facet_delta_pkey ON public.facet_delta USING btree (id)
facet_delta: policy add using 
facet_delta: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
facet_delta: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
facet_rollup.axis text not null
facet_rollup.path text not null
facet_rollup.classification smallint not null
facet_rollup.facet text not null
facet_rollup.value text not null
facet_rollup.count bigint not null
facet_rollup: CHECK ((axis = ANY (ARRAY['scope'::text, 'place'::text])))
facet_rollup: PRIMARY KEY (axis, path, facet, value, classification)
CREATE UNIQUE INDEX facet_rollup_pkey ON public.facet_rollup USING btree (axis, path, facet, value, classification)
facet_rollup: policy read using (
CASE axis
    WHEN 'scope'::text THEN (path ^@ ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[]))
    ELSE ((path ^@ ANY ((NULLIF(current_setting('ancam.places'::text, true), ''::text))::text[])) OR ('/'::text = ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[])))
END AND (classification <= COALESCE(((NULLIF(current_setting('ancam.clearance'::text, true), ''::text))::smallint)::integer, 0)))
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
CREATE INDEX finding_accepted_scope ON public.finding USING btree (scope_path text_pattern_ops) WHERE (status = 'accepted'::text)
CREATE INDEX finding_accepted_until ON public.finding USING btree (accepted_until) WHERE (status = 'accepted'::text)
CREATE INDEX finding_live ON public.finding USING btree (scope_path, status, check_id)
CREATE UNIQUE INDEX finding_camera_id_check_id_home_id_key ON public.finding USING btree (camera_id, check_id, home_id)
CREATE UNIQUE INDEX finding_pkey ON public.finding USING btree (id, home_id)
finding: policy add using 
finding: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
finding: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
finding_event.until date
finding_event: CHECK (((until IS NULL) OR (event = 'accepted'::text)))
finding_event: CHECK ((event = ANY (ARRAY['opened'::text, 'seen'::text, 'accepted'::text, 'fixed'::text, 'reopened'::text, 'worsened'::text])))
finding_event: FOREIGN KEY (finding_id, home_id) REFERENCES finding(id, home_id)
finding_event: PRIMARY KEY (id, home_id)
CREATE INDEX finding_event_day ON public.finding_event USING btree (scope_path, at)
CREATE INDEX finding_event_finding ON public.finding_event USING btree (finding_id, seq)
CREATE INDEX finding_event_scan ON public.finding_event USING btree (scan_id) WHERE (scan_id IS NOT NULL)
CREATE UNIQUE INDEX finding_event_pkey ON public.finding_event USING btree (id, home_id)
finding_event: policy add using 
finding_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
finding_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
firmware_line.id uuid not null
firmware_line.model_id uuid not null
firmware_line.key text not null
firmware_line.name text not null
firmware_line.latest text not null
firmware_line.latest_on date
firmware_line.latest_source text not null
firmware_line: CHECK ((key ~ '^[a-z0-9][a-z0-9-]*$'::text))
firmware_line: FOREIGN KEY (model_id) REFERENCES model(id)
firmware_line: PRIMARY KEY (id)
firmware_line: UNIQUE (model_id, key)
CREATE UNIQUE INDEX firmware_line_model_id_key_key ON public.firmware_line USING btree (model_id, key)
CREATE UNIQUE INDEX firmware_line_pkey ON public.firmware_line USING btree (id)
firmware_line: policy add using 
firmware_line: policy change using keeps_reference()
firmware_line: policy read using true
firmware_line: policy remove using keeps_reference()
firmware_tested.id uuid not null
firmware_tested.line_id uuid not null
firmware_tested.version text not null
firmware_tested.tested_on date not null
firmware_tested.tested_by text not null
firmware_tested.report text not null
firmware_tested: CHECK ((version <> ''::text))
firmware_tested: FOREIGN KEY (line_id) REFERENCES firmware_line(id)
firmware_tested: PRIMARY KEY (id)
CREATE INDEX firmware_tested_line ON public.firmware_tested USING btree (line_id, tested_on DESC)
CREATE UNIQUE INDEX firmware_tested_pkey ON public.firmware_tested USING btree (id)
firmware_tested: policy add using 
firmware_tested: policy change using keeps_reference()
firmware_tested: policy read using true
firmware_tested: policy remove using keeps_reference()
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
import_fault: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
import_fault: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
information_system.id uuid not null
information_system.instance_id uuid not null
information_system.home_id uuid not null
information_system.unit_id uuid not null
information_system.steward_id uuid not null
information_system.scope_path text not null
information_system.recorded_path text not null
information_system.place_path text not null
information_system.classification smallint not null
information_system.name text not null
information_system.code text not null
information_system.operator_kind text not null
information_system.operator_unit_id uuid
information_system.operator_name text not null
information_system.operator_contract text not null
information_system.mandate text not null
information_system.purpose text not null
information_system.scope text not null
information_system.reach text not null
information_system.dedicated boolean not null
information_system.host_system_id uuid
information_system.service_type text not null
information_system.information_kinds text[] not null
information_system.secret_paper text not null
information_system.users_estimate integer
information_system.storage_location text not null
information_system.storage_holder text not null
information_system.storage_days integer
information_system.note text not null
information_system.state text not null
information_system.state_since date not null
information_system.search text not null
information_system.created_at timestamp with time zone not null
information_system.on_behalf boolean not null
information_system: CHECK ((('state-secret'::text = ANY (information_kinds)) = (secret_paper <> ''::text)))
information_system: CHECK (((operator_kind <> 'contractor'::text) OR (operator_name <> ''::text)))
information_system: CHECK (((operator_kind = 'unit'::text) = (operator_unit_id IS NOT NULL)))
information_system: CHECK ((host_system_id IS DISTINCT FROM id))
information_system: CHECK ((information_kinds <@ ARRAY['public'::text, 'private'::text, 'personal'::text, 'state-secret'::text]))
information_system: CHECK ((name <> ''::text))
information_system: CHECK ((operator_kind = ANY (ARRAY['owner'::text, 'unit'::text, 'contractor'::text])))
information_system: CHECK ((reach = ANY (ARRAY['agency'::text, 'province'::text, 'nation'::text])))
information_system: CHECK ((service_type = ANY (ARRAY['internal'::text, 'public-service'::text, 'infrastructure'::text, 'control'::text, 'other'::text])))
information_system: CHECK ((storage_days >= 0))
information_system: CHECK ((storage_location = ANY (ARRAY['vietnam'::text, 'abroad'::text, 'none'::text, 'unknown'::text])))
information_system: CHECK ((users_estimate >= 0))
information_system: FOREIGN KEY (host_system_id) REFERENCES information_system(id)
information_system: FOREIGN KEY (operator_unit_id) REFERENCES unit(id)
information_system: PRIMARY KEY (id)
CREATE INDEX system_name ON public.information_system USING btree (name, id)
CREATE INDEX system_place ON public.information_system USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX system_scope ON public.information_system USING btree (scope_path text_pattern_ops)
CREATE INDEX system_steward ON public.information_system USING btree (steward_id, name, id)
CREATE UNIQUE INDEX information_system_pkey ON public.information_system USING btree (id)
information_system: policy add using 
information_system: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
information_system: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
instance.only_row boolean not null
instance.instance_id uuid not null
instance.created_at timestamp with time zone not null
instance.host_unit_id uuid
instance: CHECK (only_row)
instance: FOREIGN KEY (host_unit_id) REFERENCES unit(id)
instance: PRIMARY KEY (only_row)
CREATE UNIQUE INDEX instance_pkey ON public.instance USING btree (only_row)
invitation.id uuid not null
invitation.account_id uuid not null
invitation.token_hash text not null
invitation.clears_factors boolean not null
invitation.created_at timestamp with time zone not null
invitation.created_by text not null
invitation.expires_at timestamp with time zone not null
invitation.used_at timestamp with time zone
invitation.revoked_at timestamp with time zone
invitation: FOREIGN KEY (account_id) REFERENCES account(id)
invitation: PRIMARY KEY (id)
invitation: UNIQUE (token_hash)
CREATE INDEX invitation_account ON public.invitation USING btree (account_id, created_at DESC)
CREATE UNIQUE INDEX invitation_pkey ON public.invitation USING btree (id)
CREATE UNIQUE INDEX invitation_token_hash_key ON public.invitation USING btree (token_hash)
judgement.id uuid not null
judgement.home_id uuid not null
judgement.unit_id uuid not null
judgement.scope_path text not null
judgement.place_path text not null
judgement.classification smallint not null
judgement.camera_id uuid not null
judgement.regulation text not null
judgement.requirement text not null
judgement.test_case text not null
judgement.method text not null
judgement.verdict text not null
judgement.document text not null
judgement.file_id uuid
judgement.note text not null
judgement.judged_by text not null
judgement.judged_on date not null
judgement.firmware text not null
judgement.state text not null
judgement.proposed_account uuid
judgement.proposed_by text not null
judgement.proposed_at timestamp with time zone not null
judgement.decided_account uuid
judgement.decided_by text
judgement.decided_at timestamp with time zone
judgement.reason text not null
judgement: CHECK (((decided_at IS NULL) = (state = 'proposed'::text)))
judgement: CHECK (((method = 'interview'::text) OR (document <> ''::text) OR (file_id IS NOT NULL)))
judgement: CHECK (((state <> 'confirmed'::text) OR (decided_account IS NULL) OR (decided_account IS DISTINCT FROM proposed_account)))
judgement: CHECK ((judged_by <> ''::text))
judgement: CHECK ((method = ANY (ARRAY['document'::text, 'laboratory'::text, 'interview'::text])))
judgement: CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'refused'::text, 'withdrawn'::text])))
judgement: CHECK ((verdict = ANY (ARRAY['pass'::text, 'fail'::text, 'inconclusive'::text, 'not-applicable'::text])))
judgement: FOREIGN KEY (camera_id, home_id) REFERENCES camera(id, home_id)
judgement: PRIMARY KEY (id, home_id)
CREATE INDEX judgement_camera ON public.judgement USING btree (camera_id, judged_on DESC)
CREATE INDEX judgement_scope ON public.judgement USING btree (scope_path text_pattern_ops)
CREATE INDEX judgement_waiting ON public.judgement USING btree (scope_path text_pattern_ops, proposed_at) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX judgement_pkey ON public.judgement USING btree (id, home_id)
judgement: policy add using 
judgement: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
judgement: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
known_device.token_hash text not null
known_device.account_id uuid not null
known_device.last_used_at timestamp with time zone not null
known_device: FOREIGN KEY (account_id) REFERENCES account(id)
known_device: PRIMARY KEY (token_hash, account_id)
CREATE UNIQUE INDEX known_device_pkey ON public.known_device USING btree (token_hash, account_id)
level_change.id uuid not null
level_change.home_id uuid not null
level_change.unit_id uuid not null
level_change.scope_path text not null
level_change.place_path text not null
level_change.classification smallint not null
level_change.system_id uuid not null
level_change.determination_id uuid not null
level_change.kind text not null
level_change.before jsonb not null
level_change.after jsonb not null
level_change.on_day date not null
level_change.by_name text not null
level_change.at timestamp with time zone not null
level_change.state text not null
level_change.settled_by uuid
level_change.settled_on date
level_change.settled_reason text not null
level_change.settled_name text
level_change: CHECK (((state <> 'dismissed'::text) OR (settled_reason <> ''::text)))
level_change: CHECK (((state = 'open'::text) = (settled_on IS NULL)))
level_change: CHECK (((state = 'settled'::text) = (settled_by IS NOT NULL)))
level_change: CHECK ((kind = ANY (ARRAY['function'::text, 'scope'::text, 'users'::text, 'information'::text, 'technology'::text, 'owner'::text, 'incident'::text, 'regime'::text])))
level_change: CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'void'::text, 'dismissed'::text])))
level_change: FOREIGN KEY (determination_id, home_id) REFERENCES level_determination(id, home_id)
level_change: FOREIGN KEY (system_id) REFERENCES information_system(id)
level_change: PRIMARY KEY (id, home_id)
CREATE INDEX level_change_determination ON public.level_change USING btree (determination_id)
CREATE INDEX level_change_scope ON public.level_change USING btree (scope_path text_pattern_ops) WHERE (state = 'open'::text)
CREATE INDEX level_change_system ON public.level_change USING btree (system_id, at DESC)
CREATE UNIQUE INDEX level_change_open ON public.level_change USING btree (system_id, kind, home_id) WHERE ((state = 'open'::text) AND (kind <> ALL (ARRAY['incident'::text, 'technology'::text])))
CREATE UNIQUE INDEX level_change_pkey ON public.level_change USING btree (id, home_id)
level_change: policy add using 
level_change: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
level_change: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
level_determination.id uuid not null
level_determination.home_id uuid not null
level_determination.instance_id uuid not null
level_determination.unit_id uuid not null
level_determination.scope_path text not null
level_determination.place_path text not null
level_determination.classification smallint not null
level_determination.system_id uuid
level_determination.group_id uuid
level_determination.state text not null
level_determination.as_of date not null
level_determination.answers jsonb not null
level_determination.prefilled text[] not null
level_determination.counted jsonb not null
level_determination.reason text not null
level_determination.risk_document text not null
level_determination.risk_on date
level_determination.host_system_id uuid
level_determination.regime text not null
level_determination.level smallint
level_determination.treatment text not null
level_determination.result jsonb not null
level_determination.law_hash text not null
level_determination.register jsonb not null
level_determination.created_by text not null
level_determination.created_at timestamp with time zone not null
level_determination.proposed_by text
level_determination.proposed_account uuid
level_determination.proposed_at timestamp with time zone
level_determination.decided_by text
level_determination.decided_account uuid
level_determination.decided_at timestamp with time zone
level_determination.decided_reason text not null
level_determination.confirmed_on date
level_determination: CHECK (((group_id IS NULL) OR (treatment <> 'system'::text)))
level_determination: CHECK (((level >= 1) AND (level <= 5)))
level_determination: CHECK (((state <> 'returned'::text) OR (decided_reason <> ''::text)))
level_determination: CHECK (((state <> ALL (ARRAY['confirmed'::text, 'superseded'::text, 'returned'::text])) OR ((decided_account IS NOT NULL) AND (decided_account <> proposed_account))))
level_determination: CHECK (((state <> ALL (ARRAY['confirmed'::text, 'superseded'::text])) OR (confirmed_on IS NOT NULL)))
level_determination: CHECK (((state <> ALL (ARRAY['proposed'::text, 'confirmed'::text, 'superseded'::text])) OR ((treatment = 'system'::text) AND (level IS NOT NULL)) OR ((treatment = 'terminals'::text) AND (host_system_id IS NOT NULL))))
level_determination: CHECK (((state = ANY (ARRAY['draft'::text, 'discarded'::text])) OR (proposed_account IS NOT NULL)))
level_determination: CHECK (((system_id IS NULL) <> (group_id IS NULL)))
level_determination: CHECK (((treatment = 'system'::text) OR (level IS NULL)))
level_determination: CHECK ((regime = ANY (ARRAY['A'::text, 'B'::text])))
level_determination: CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'returned'::text, 'confirmed'::text, 'superseded'::text, 'discarded'::text])))
level_determination: CHECK ((treatment = ANY (ARRAY['system'::text, 'terminals'::text, 'open'::text])))
level_determination: FOREIGN KEY (group_id) REFERENCES camera_group(id)
level_determination: FOREIGN KEY (host_system_id) REFERENCES information_system(id)
level_determination: FOREIGN KEY (system_id) REFERENCES information_system(id)
level_determination: PRIMARY KEY (id, home_id)
CREATE INDEX level_group ON public.level_determination USING btree (group_id, created_at DESC) WHERE (group_id IS NOT NULL)
CREATE INDEX level_host ON public.level_determination USING btree (host_system_id) WHERE (host_system_id IS NOT NULL)
CREATE INDEX level_system ON public.level_determination USING btree (system_id, created_at DESC) WHERE (system_id IS NOT NULL)
CREATE INDEX level_waiting ON public.level_determination USING btree (scope_path text_pattern_ops) WHERE (state = 'proposed'::text)
CREATE UNIQUE INDEX level_determination_pkey ON public.level_determination USING btree (id, home_id)
CREATE UNIQUE INDEX level_in_force ON public.level_determination USING btree (COALESCE(system_id, group_id), home_id) WHERE (state = 'confirmed'::text)
CREATE UNIQUE INDEX level_under_way ON public.level_determination USING btree (COALESCE(system_id, group_id), home_id) WHERE (state = ANY (ARRAY['draft'::text, 'proposed'::text, 'returned'::text]))
level_determination: policy add using 
level_determination: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
level_determination: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
login_attempt.id uuid not null
login_attempt.home_id uuid not null
login_attempt.unit_id uuid not null
login_attempt.scope_path text not null
login_attempt.place_path text not null
login_attempt.classification smallint not null
login_attempt.scan_id uuid not null
login_attempt.address text not null
login_attempt.probe text not null
login_attempt.noted_at timestamp with time zone not null
login_attempt: CHECK ((probe = ANY (ARRAY['credentials'::text, 'lockout'::text])))
login_attempt: FOREIGN KEY (scan_id) REFERENCES scan(id)
login_attempt: PRIMARY KEY (id, home_id)
login_attempt: UNIQUE (scan_id, address, probe, home_id)
CREATE INDEX login_attempt_address ON public.login_attempt USING btree (address, noted_at)
CREATE INDEX login_attempt_noted ON public.login_attempt USING btree (noted_at)
CREATE UNIQUE INDEX login_attempt_pkey ON public.login_attempt USING btree (id, home_id)
CREATE UNIQUE INDEX login_attempt_scan_id_address_probe_home_id_key ON public.login_attempt USING btree (scan_id, address, probe, home_id)
login_attempt: policy add using 
login_attempt: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
login_attempt: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
mail_outbox.id uuid not null
mail_outbox.instance_id uuid not null
mail_outbox.account_id uuid not null
mail_outbox.key text not null
mail_outbox.kind text not null
mail_outbox.message_id text not null
mail_outbox.state text not null
mail_outbox.not_before timestamp with time zone not null
mail_outbox.tries smallint not null
mail_outbox.last_error text not null
mail_outbox.lease_until timestamp with time zone
mail_outbox.created_at timestamp with time zone not null
mail_outbox.sent_at timestamp with time zone
mail_outbox: CHECK (((lease_until IS NOT NULL) = (state = 'sending'::text)))
mail_outbox: CHECK (((sent_at IS NOT NULL) = (state = 'sent'::text)))
mail_outbox: CHECK ((kind = ANY (ARRAY['notice'::text, 'digest'::text, 'test'::text, 'confirm'::text])))
mail_outbox: CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
mail_outbox: FOREIGN KEY (account_id) REFERENCES account(id)
mail_outbox: PRIMARY KEY (id)
mail_outbox: UNIQUE (message_id)
CREATE INDEX mail_due ON public.mail_outbox USING btree (not_before) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]))
CREATE INDEX mail_newest ON public.mail_outbox USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX mail_once ON public.mail_outbox USING btree (account_id, key)
CREATE UNIQUE INDEX mail_outbox_message_id_key ON public.mail_outbox USING btree (message_id)
CREATE UNIQUE INDEX mail_outbox_pkey ON public.mail_outbox USING btree (id)
maker.id uuid not null
maker.instance_id uuid not null
maker.key text not null
maker.name text not null
maker.country text not null
maker.grammar text
maker.source text not null
maker.search text not null
maker.created_at timestamp with time zone not null
maker: CHECK ((key ~ '^[a-z0-9][a-z0-9-]*$'::text))
maker: CHECK ((source = ANY (ARRAY['knowledge'::text, 'hand'::text])))
maker: PRIMARY KEY (id)
maker: UNIQUE (key)
CREATE UNIQUE INDEX maker_key_key ON public.maker USING btree (key)
CREATE UNIQUE INDEX maker_pkey ON public.maker USING btree (id)
maker: policy add using 
maker: policy change using keeps_reference()
maker: policy read using true
maker: policy remove using keeps_reference()
maker_alias.alias_key text not null
maker_alias.alias text not null
maker_alias.maker_id uuid not null
maker_alias: CHECK ((alias_key <> ''::text))
maker_alias: FOREIGN KEY (maker_id) REFERENCES maker(id)
maker_alias: PRIMARY KEY (alias_key)
CREATE INDEX maker_alias_maker ON public.maker_alias USING btree (maker_id)
CREATE UNIQUE INDEX maker_alias_pkey ON public.maker_alias USING btree (alias_key)
maker_alias: policy add using 
maker_alias: policy change using keeps_reference()
maker_alias: policy read using true
maker_alias: policy remove using keeps_reference()
migration.id integer not null
migration.name text not null
migration.checksum text not null
migration.breaking boolean not null
migration.run_at timestamp with time zone not null
migration: PRIMARY KEY (id)
CREATE UNIQUE INDEX migration_pkey ON public.migration USING btree (id)
model.id uuid not null
model.instance_id uuid not null
model.maker_id uuid not null
model.key text not null
model.name text not null
model.kind text not null
model.support_from date
model.support_until date
model.sale_ends_on date
model.note text not null
model.search text not null
model.created_at timestamp with time zone not null
model: CHECK (((support_from IS NULL) OR (support_until IS NULL) OR (support_from <= support_until)))
model: CHECK ((key ~ '^[a-z0-9][a-z0-9-]*$'::text))
model: CHECK ((kind = ANY (ARRAY['camera'::text, 'recorder'::text, 'other'::text])))
model: FOREIGN KEY (maker_id) REFERENCES maker(id)
model: PRIMARY KEY (id)
model: UNIQUE (maker_id, key)
CREATE INDEX model_name ON public.model USING btree (name, id)
CREATE UNIQUE INDEX model_maker_id_key_key ON public.model USING btree (maker_id, key)
CREATE UNIQUE INDEX model_pkey ON public.model USING btree (id)
model: policy add using 
model: policy change using keeps_reference()
model: policy read using true
model: policy remove using keeps_reference()
model_alias.maker_id uuid not null
model_alias.alias_key text not null
model_alias.alias text not null
model_alias.model_id uuid not null
model_alias: CHECK ((alias_key <> ''::text))
model_alias: FOREIGN KEY (maker_id) REFERENCES maker(id)
model_alias: FOREIGN KEY (model_id) REFERENCES model(id)
model_alias: PRIMARY KEY (maker_id, alias_key)
CREATE INDEX model_alias_model ON public.model_alias USING btree (model_id)
CREATE UNIQUE INDEX model_alias_pkey ON public.model_alias USING btree (maker_id, alias_key)
model_alias: policy add using 
model_alias: policy change using keeps_reference()
model_alias: policy read using true
model_alias: policy remove using keeps_reference()
model_revision.id uuid not null
model_revision.model_id uuid not null
model_revision.name text not null
model_revision.name_key text not null
model_revision.note text not null
model_revision: CHECK ((name_key <> ''::text))
model_revision: FOREIGN KEY (model_id) REFERENCES model(id)
model_revision: PRIMARY KEY (id)
model_revision: UNIQUE (model_id, name_key)
CREATE UNIQUE INDEX model_revision_model_id_name_key_key ON public.model_revision USING btree (model_id, name_key)
CREATE UNIQUE INDEX model_revision_pkey ON public.model_revision USING btree (id)
model_revision: policy add using 
model_revision: policy change using keeps_reference()
model_revision: policy read using true
model_revision: policy remove using keeps_reference()
notice.id uuid not null
notice.instance_id uuid not null
notice.home_id uuid not null
notice.unit_id uuid not null
notice.scope_path text not null
notice.place_path text not null
notice.classification smallint not null
notice.account_id uuid not null
notice.kind text not null
notice.severity text not null
notice.about text not null
notice.link text not null
notice.facts jsonb not null
notice.key text not null
notice.created_at timestamp with time zone not null
notice.read_at timestamp with time zone
notice.done_at timestamp with time zone
notice.mail_id uuid
notice.delegation_id uuid
notice.given_by text not null
notice: CHECK (((delegation_id IS NULL) = (given_by = ''::text)))
notice: CHECK ((kind ~ '^[a-z][a-z-]*$'::text))
notice: CHECK ((link ~ '^/([^/\\]|$)'::text))
notice: CHECK ((severity = ANY (ARRAY['info'::text, 'attention'::text, 'urgent'::text])))
notice: FOREIGN KEY (account_id) REFERENCES account(id)
notice: FOREIGN KEY (delegation_id) REFERENCES delegation(id)
notice: PRIMARY KEY (id, home_id)
CREATE INDEX notice_about ON public.notice USING btree (about)
CREATE INDEX notice_delegation ON public.notice USING btree (delegation_id) WHERE (delegation_id IS NOT NULL)
CREATE INDEX notice_mail ON public.notice USING btree (mail_id) WHERE (mail_id IS NOT NULL)
CREATE INDEX notice_newest ON public.notice USING btree (account_id, created_at DESC, id DESC)
CREATE INDEX notice_unit ON public.notice USING btree (unit_id)
CREATE INDEX notice_unread ON public.notice USING btree (account_id) WHERE ((read_at IS NULL) AND (done_at IS NULL))
CREATE UNIQUE INDEX notice_once ON public.notice USING btree (account_id, key)
CREATE UNIQUE INDEX notice_pkey ON public.notice USING btree (id, home_id)
notice: policy change using ((account_id = ( SELECT current_account() AS current_account)) AND
CASE
    WHEN (delegation_id IS NULL) THEN (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
    ELSE delegation_shows(delegation_id, scope_path, classification)
END)
notice: policy read using ((account_id = ( SELECT current_account() AS current_account)) AND
CASE
    WHEN (delegation_id IS NULL) THEN (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
    ELSE delegation_shows(delegation_id, scope_path, classification)
END)
notice_preference.account_id uuid not null
notice_preference.mail text not null
notice_preference.language text not null
notice_preference.quiet_from smallint not null
notice_preference.quiet_to smallint not null
notice_preference.changed_at timestamp with time zone not null
notice_preference: CHECK (((quiet_from >= 0) AND (quiet_from <= 1439)))
notice_preference: CHECK (((quiet_to >= 0) AND (quiet_to <= 1439)))
notice_preference: CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text])))
notice_preference: CHECK ((mail = ANY (ARRAY['each'::text, 'daily'::text, 'weekly'::text, 'none'::text])))
notice_preference: FOREIGN KEY (account_id) REFERENCES account(id)
notice_preference: PRIMARY KEY (account_id)
CREATE UNIQUE INDEX notice_preference_pkey ON public.notice_preference USING btree (account_id)
notice_preference: policy own using (account_id = ( SELECT current_account() AS current_account))
one_time_code.account_id uuid not null
one_time_code.secret text not null
one_time_code.created_at timestamp with time zone not null
one_time_code.confirmed_at timestamp with time zone
one_time_code.last_period bigint not null
one_time_code: FOREIGN KEY (account_id) REFERENCES account(id)
one_time_code: PRIMARY KEY (account_id)
CREATE UNIQUE INDEX one_time_code_pkey ON public.one_time_code USING btree (account_id)
passkey.id text not null
passkey.account_id uuid not null
passkey.name text not null
passkey.public_key text not null
passkey.counter bigint not null
passkey.transports text[] not null
passkey.created_at timestamp with time zone not null
passkey.last_used_at timestamp with time zone
passkey: FOREIGN KEY (account_id) REFERENCES account(id)
passkey: PRIMARY KEY (id)
CREATE INDEX passkey_account ON public.passkey USING btree (account_id)
CREATE UNIQUE INDEX passkey_pkey ON public.passkey USING btree (id)
plan.id uuid not null
plan.home_id uuid not null
plan.instance_id uuid not null
plan.unit_id uuid not null
plan.scope_path text not null
plan.place_path text not null
plan.classification smallint not null
plan.system_id uuid not null
plan.level smallint not null
plan.regime text not null
plan.catalogue text not null
plan.state text not null
plan.approved_on date
plan.started_on date
plan.deployed_on date
plan.version integer not null
plan.created_at timestamp with time zone not null
plan.created_by text not null
plan.changed_at timestamp with time zone not null
plan.changed_by text not null
plan: CHECK ((((deployed_on IS NOT NULL) = (state = 'deployed'::text)) OR (state = 'ended'::text)))
plan: CHECK (((level >= 1) AND (level <= 5)))
plan: CHECK ((regime = ANY (ARRAY['A'::text, 'B'::text])))
plan: FOREIGN KEY (catalogue, level) REFERENCES requirement_catalogue(hash, level)
plan: FOREIGN KEY (system_id) REFERENCES information_system(id)
plan: PRIMARY KEY (id, home_id)
CREATE INDEX plan_scope ON public.plan USING btree (scope_path text_pattern_ops)
CREATE INDEX plan_system ON public.plan USING btree (system_id)
CREATE INDEX plan_waiting ON public.plan USING btree (scope_path text_pattern_ops) WHERE (state = ANY (ARRAY['proposed'::text, 'reported'::text]))
CREATE UNIQUE INDEX plan_live ON public.plan USING btree (system_id, home_id) WHERE (state <> 'ended'::text)
CREATE UNIQUE INDEX plan_pkey ON public.plan USING btree (id, home_id)
plan: policy add using 
plan: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_event.id uuid not null
plan_event.home_id uuid not null
plan_event.unit_id uuid not null
plan_event.scope_path text not null
plan_event.place_path text not null
plan_event.classification smallint not null
plan_event.plan_id uuid not null
plan_event.seq bigint not null
plan_event.at timestamp with time zone not null
plan_event.by_id uuid
plan_event.by_name text not null
plan_event.event text not null
plan_event.step text
plan_event.from_state text
plan_event.to_state text
plan_event.reason text not null
plan_event.before jsonb not null
plan_event.after jsonb not null
plan_event.undoes uuid
plan_event: CHECK ((((event = 'step'::text) = (step IS NOT NULL)) AND ((step IS NULL) = (to_state IS NULL))))
plan_event: CHECK (((event = 'undo'::text) = (undoes IS NOT NULL)))
plan_event: CHECK ((event = ANY (ARRAY['created'::text, 'step'::text, 'items'::text, 'undo'::text, 'adopted'::text, 'linked'::text, 'unlinked'::text])))
plan_event: FOREIGN KEY (plan_id, home_id) REFERENCES plan(id, home_id)
plan_event: PRIMARY KEY (id, home_id)
CREATE INDEX plan_event_plan ON public.plan_event USING btree (plan_id, seq)
CREATE UNIQUE INDEX plan_event_pkey ON public.plan_event USING btree (id, home_id)
CREATE UNIQUE INDEX plan_event_undoes ON public.plan_event USING btree (undoes, home_id) WHERE (undoes IS NOT NULL)
plan_event: policy add using 
plan_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_item.id uuid not null
plan_item.home_id uuid not null
plan_item.unit_id uuid not null
plan_item.scope_path text not null
plan_item.place_path text not null
plan_item.classification smallint not null
plan_item.plan_id uuid not null
plan_item.key text not null
plan_item.requirement text not null
plan_item.answer text not null
plan_item.reason text not null
plan_item.way text not null
plan_item.owner text not null
plan_item.due_on date
plan_item.budget_id uuid
plan_item.remark text not null
plan_item.change text
plan_item.answered_before text
plan_item.dropped boolean not null
plan_item.version integer not null
plan_item.changed_at timestamp with time zone not null
plan_item.changed_by text not null
plan_item: CHECK (((answer <> 'not-applicable'::text) OR (reason <> ''::text)))
plan_item: CHECK ((answer = ANY (ARRAY['open'::text, 'none'::text, 'partial'::text, 'full'::text, 'not-applicable'::text])))
plan_item: CHECK ((change = ANY (ARRAY['added'::text, 'changed'::text, 'stricter'::text])))
plan_item: FOREIGN KEY (plan_id, home_id) REFERENCES plan(id, home_id)
plan_item: PRIMARY KEY (id, home_id)
plan_item: UNIQUE (plan_id, key, home_id)
CREATE INDEX plan_item_budget ON public.plan_item USING btree (budget_id) WHERE (budget_id IS NOT NULL)
CREATE INDEX plan_item_due ON public.plan_item USING btree (plan_id, due_on) WHERE ((NOT dropped) AND (answer = ANY (ARRAY['open'::text, 'none'::text, 'partial'::text])))
CREATE UNIQUE INDEX plan_item_pkey ON public.plan_item USING btree (id, home_id)
CREATE UNIQUE INDEX plan_item_plan_id_key_home_id_key ON public.plan_item USING btree (plan_id, key, home_id)
plan_item: policy add using 
plan_item: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_item: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_link.id uuid not null
plan_link.home_id uuid not null
plan_link.unit_id uuid not null
plan_link.scope_path text not null
plan_link.place_path text not null
plan_link.classification smallint not null
plan_link.plan_id uuid not null
plan_link.item_id uuid not null
plan_link.kind text not null
plan_link.target_id uuid not null
plan_link.note text not null
plan_link.by_name text not null
plan_link.at timestamp with time zone not null
plan_link: CHECK ((kind = ANY (ARRAY['file'::text, 'record'::text, 'finding'::text])))
plan_link: FOREIGN KEY (item_id, home_id) REFERENCES plan_item(id, home_id)
plan_link: PRIMARY KEY (id, home_id)
plan_link: UNIQUE (item_id, kind, target_id, home_id)
CREATE INDEX plan_link_plan ON public.plan_link USING btree (plan_id)
CREATE INDEX plan_link_target ON public.plan_link USING btree (target_id)
CREATE UNIQUE INDEX plan_link_item_id_kind_target_id_home_id_key ON public.plan_link USING btree (item_id, kind, target_id, home_id)
CREATE UNIQUE INDEX plan_link_pkey ON public.plan_link USING btree (id, home_id)
plan_link: policy add using 
plan_link: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_link: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_link: policy remove using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
plan_step.step text not null
plan_step.from_state text not null
plan_step.to_state text not null
plan_step.not_by text
plan_step.answered boolean not null
plan_step.met boolean not null
plan_step: PRIMARY KEY (step, from_state)
CREATE UNIQUE INDEX plan_step_pkey ON public.plan_step USING btree (step, from_state)
probe.id uuid not null
probe.instance_id uuid not null
probe.home_id uuid not null
probe.unit_id uuid not null
probe.scope_path text not null
probe.place_path text not null
probe.classification smallint not null
probe.steward_id uuid not null
probe.recorded_path text not null
probe.on_behalf boolean not null
probe.site_id uuid
probe.name text not null
probe.code_hash text
probe.code_until timestamp with time zone
probe.public_key text
probe.fingerprint text
probe.last_n bigint not null
probe.enrolled_at timestamp with time zone
probe.last_seen_at timestamp with time zone
probe.last_address text
probe.software text
probe.clock_skew_seconds integer
probe.queued integer
probe.allowed text[] not null
probe.silence_told_at timestamp with time zone
probe.created_at timestamp with time zone not null
probe.created_by text not null
probe.revoked_at timestamp with time zone
probe: CHECK ((((public_key IS NULL) = (fingerprint IS NULL)) AND ((public_key IS NULL) = (enrolled_at IS NULL))))
probe: CHECK (((code_hash IS NULL) = (code_until IS NULL)))
probe: CHECK ((name <> ''::text))
probe: FOREIGN KEY (site_id) REFERENCES site(id)
probe: PRIMARY KEY (id, home_id)
probe: UNIQUE (code_hash)
CREATE INDEX probe_live ON public.probe USING btree (last_seen_at) WHERE ((enrolled_at IS NOT NULL) AND (revoked_at IS NULL))
CREATE INDEX probe_name ON public.probe USING btree (name, id)
CREATE UNIQUE INDEX probe_code_hash_key ON public.probe USING btree (code_hash)
CREATE UNIQUE INDEX probe_pkey ON public.probe USING btree (id, home_id)
probe: policy add using 
probe: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
probe: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
probe_piece.id uuid not null
probe_piece.home_id uuid not null
probe_piece.unit_id uuid not null
probe_piece.scope_path text not null
probe_piece.place_path text not null
probe_piece.classification smallint not null
probe_piece.scan_id uuid not null
probe_piece.n integer not null
probe_piece.targets text[] not null
probe_piece.addresses integer not null
probe_piece.state text not null
probe_piece.probe_id uuid
probe_piece.taken_at timestamp with time zone
probe_piece.lease_until timestamp with time zone
probe_piece.ended_at timestamp with time zone
probe_piece.status text
probe_piece.stats jsonb
probe_piece.notes text[] not null
probe_piece.hosts integer not null
probe_piece: CHECK (((state = 'done'::text) = (ended_at IS NOT NULL)))
probe_piece: CHECK (((state = 'done'::text) = (status IS NOT NULL)))
probe_piece: CHECK (((state = 'waiting'::text) = (probe_id IS NULL)))
probe_piece: CHECK ((addresses > 0))
probe_piece: CHECK ((cardinality(targets) > 0))
probe_piece: CHECK ((n > 0))
probe_piece: CHECK ((state = ANY (ARRAY['waiting'::text, 'taken'::text, 'done'::text])))
probe_piece: CHECK ((status = ANY (ARRAY['completed'::text, 'limit'::text, 'failed'::text])))
probe_piece: FOREIGN KEY (scan_id) REFERENCES scan(id)
probe_piece: PRIMARY KEY (id, home_id)
probe_piece: UNIQUE (scan_id, n, home_id)
CREATE INDEX probe_piece_held ON public.probe_piece USING btree (probe_id) WHERE (state = 'taken'::text)
CREATE INDEX probe_piece_open ON public.probe_piece USING btree (scan_id, n) WHERE (state = ANY (ARRAY['waiting'::text, 'taken'::text]))
CREATE UNIQUE INDEX probe_piece_pkey ON public.probe_piece USING btree (id, home_id)
CREATE UNIQUE INDEX probe_piece_scan_id_n_home_id_key ON public.probe_piece USING btree (scan_id, n, home_id)
probe_piece: policy add using 
probe_piece: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
probe_piece: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
proposal_rule.unit_id uuid not null
proposal_rule.home_id uuid not null
proposal_rule.scope_path text not null
proposal_rule.place_path text not null
proposal_rule.classification smallint not null
proposal_rule.accept_new boolean not null
proposal_rule.accept_firmware boolean not null
proposal_rule.accept_moved boolean not null
proposal_rule.gone_after smallint not null
proposal_rule.changed_by text not null
proposal_rule.changed_at timestamp with time zone not null
proposal_rule: CHECK (((gone_after >= 1) AND (gone_after <= 10)))
proposal_rule: FOREIGN KEY (unit_id) REFERENCES unit(id)
proposal_rule: PRIMARY KEY (unit_id)
CREATE UNIQUE INDEX proposal_rule_pkey ON public.proposal_rule USING btree (unit_id)
proposal_rule: policy add using 
proposal_rule: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
proposal_rule: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
question_effect.id uuid not null
question_effect.home_id uuid not null
question_effect.unit_id uuid not null
question_effect.scope_path text not null
question_effect.place_path text not null
question_effect.classification smallint not null
question_effect.record_id uuid not null
question_effect.kind text not null
question_effect.target_id uuid not null
question_effect.note text not null
question_effect.by_name text not null
question_effect.at timestamp with time zone not null
question_effect: CHECK ((kind = ANY (ARRAY['record'::text, 'system'::text])))
question_effect: FOREIGN KEY (record_id, home_id) REFERENCES record(id, home_id)
question_effect: PRIMARY KEY (id, home_id)
question_effect: UNIQUE (record_id, kind, target_id, home_id)
CREATE INDEX question_effect_target ON public.question_effect USING btree (target_id)
CREATE UNIQUE INDEX question_effect_pkey ON public.question_effect USING btree (id, home_id)
CREATE UNIQUE INDEX question_effect_record_id_kind_target_id_home_id_key ON public.question_effect USING btree (record_id, kind, target_id, home_id)
question_effect: policy add using 
question_effect: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
question_effect: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
question_effect: policy remove using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
record.id uuid not null
record.home_id uuid not null
record.instance_id uuid not null
record.unit_id uuid not null
record.steward_id uuid not null
record.scope_path text not null
record.recorded_path text not null
record.place_path text not null
record.classification smallint not null
record.register text not null
record.state text not null
record.title text not null
record.data jsonb not null
record.version integer not null
record.created_at timestamp with time zone not null
record.created_by text not null
record.changed_at timestamp with time zone not null
record.changed_by text not null
record.search text not null
record.number text
record.secret boolean not null
record.f_allotted double precision
record.f_answer_document uuid
record.f_answered_on date
record.f_arrived_on date
record.f_asked_on date
record.f_asked_to text
record.f_attended double precision
record.f_audience text
record.f_basis uuid
record.f_camera_clause boolean
record.f_campaign uuid
record.f_campaign_type text
record.f_category text
record.f_channel text
record.f_clearance text
record.f_decision uuid
record.f_declared_on date
record.f_direction text
record.f_document_type text
record.f_done_on date
record.f_due_on date
record.f_effective_on date
record.f_ends_on date
record.f_fine double precision
record.f_held_on date
record.f_hs_code text
record.f_importer text
record.f_inspected_name text
record.f_inspected_unit uuid
record.f_inspection_type text
record.f_issued_on date
record.f_issuer text
record.f_lead_unit uuid
record.f_mend_by date
record.f_origin text
record.f_outcome text
record.f_outlet text
record.f_plan uuid
record.f_planned double precision
record.f_replaces uuid
record.f_review_on date
record.f_scope text
record.f_source text
record.f_spent double precision
record.f_starts_on date
record.f_tax_code text
record.f_topic text
record.f_training_form text
record.f_year double precision
record.on_behalf boolean not null
record: CHECK ((jsonb_typeof(data) = 'object'::text))
record: PRIMARY KEY (id, home_id)
CREATE INDEX record_answer_document ON public.record USING btree (f_answer_document) WHERE (f_answer_document IS NOT NULL)
CREATE INDEX record_basis ON public.record USING btree (f_basis) WHERE (f_basis IS NOT NULL)
CREATE INDEX record_campaign ON public.record USING btree (f_campaign) WHERE (f_campaign IS NOT NULL)
CREATE INDEX record_decision ON public.record USING btree (f_decision) WHERE (f_decision IS NOT NULL)
CREATE INDEX record_newest ON public.record USING btree (register, created_at DESC, id DESC)
CREATE INDEX record_number ON public.record USING btree (register, lower(number)) WHERE (number IS NOT NULL)
CREATE INDEX record_place ON public.record USING btree (place_path text_pattern_ops, register) WHERE (place_path <> ''::text)
CREATE INDEX record_plan ON public.record USING btree (f_plan) WHERE (f_plan IS NOT NULL)
CREATE INDEX record_replaces ON public.record USING btree (f_replaces) WHERE (f_replaces IS NOT NULL)
CREATE INDEX record_scope ON public.record USING btree (scope_path text_pattern_ops, register)
CREATE INDEX record_waiting ON public.record USING btree (scope_path text_pattern_ops) WHERE (state = ANY (ARRAY['proposed'::text, 'reported'::text]))
CREATE UNIQUE INDEX record_pkey ON public.record USING btree (id, home_id)
record: policy add using 
record: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
record: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
record: policy sent using ((register = 'documents'::text) AND (state = 'confirmed'::text) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)) AND (EXISTS ( SELECT
   FROM (document_delivery d
     JOIN unit u ON ((u.id = d.recipient_id)))
  WHERE ((d.document_id = record.id) AND (d.sent_at IS NOT NULL) AND (u.scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[]))))))
record_event.id uuid not null
record_event.home_id uuid not null
record_event.unit_id uuid not null
record_event.scope_path text not null
record_event.place_path text not null
record_event.classification smallint not null
record_event.record_id uuid not null
record_event.seq bigint not null
record_event.at timestamp with time zone not null
record_event.by_id uuid
record_event.by_name text not null
record_event.event text not null
record_event.transition text
record_event.from_state text
record_event.to_state text not null
record_event.reason text
record_event.before jsonb not null
record_event.after jsonb not null
record_event.authored boolean not null
record_event: CHECK ((event = ANY (ARRAY['created'::text, 'changed'::text, 'moved'::text])))
record_event: FOREIGN KEY (record_id, home_id) REFERENCES record(id, home_id)
record_event: PRIMARY KEY (id, home_id)
CREATE INDEX record_event_record ON public.record_event USING btree (record_id, seq)
CREATE UNIQUE INDEX record_event_pkey ON public.record_event USING btree (id, home_id)
record_event: policy add using 
record_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
record_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
recovery_code.account_id uuid not null
recovery_code.code_hash text not null
recovery_code.used_at timestamp with time zone
recovery_code: FOREIGN KEY (account_id) REFERENCES account(id)
recovery_code: PRIMARY KEY (account_id, code_hash)
CREATE UNIQUE INDEX recovery_code_pkey ON public.recovery_code USING btree (account_id, code_hash)
reminder_day.day date not null
reminder_day.done_at timestamp with time zone not null
reminder_day: PRIMARY KEY (day)
CREATE UNIQUE INDEX reminder_day_pkey ON public.reminder_day USING btree (day)
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
report.id uuid not null
report.home_id uuid not null
report.instance_id uuid not null
report.unit_id uuid not null
report.steward_id uuid not null
report.scope_path text not null
report.recorded_path text not null
report.place_path text not null
report.classification smallint not null
report.on_behalf boolean not null
report.kind text not null
report.series_id uuid not null
report.version integer not null
report.subject_id uuid not null
report.subject_name text not null
report.receiver_id uuid
report.receiver_path text
report.receiver_name text not null
report.period_from date not null
report.period_to date not null
report.as_of date not null
report.mode text not null
report.state text not null
report.entries jsonb not null
report.content text
report.hash text
report.number text not null
report.dated date
report.signer text not null
report.sent_on date
report.checked_by uuid
report.frozen_by uuid
report.submitted_by uuid
report.decided_by uuid
report.created_at timestamp with time zone not null
report.created_name text not null
report: CHECK (((content IS NULL) = (state = 'draft'::text)))
report: CHECK (((decided_by IS NULL) OR (((decided_by <> checked_by) AND (decided_by <> frozen_by)) AND (decided_by <> submitted_by))))
report: CHECK (((frozen_by IS NULL) OR (frozen_by <> checked_by)))
report: CHECK (((hash IS NULL) = (state = ANY (ARRAY['draft'::text, 'checked'::text]))))
report: CHECK (((hash IS NULL) OR (hash = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))))
report: CHECK (((receiver_id IS NULL) = (receiver_path IS NULL)))
report: CHECK (((state <> ALL (ARRAY['submitted'::text, 'accepted'::text, 'returned'::text])) OR ((sent_on IS NOT NULL) AND (number <> ''::text) AND (dated IS NOT NULL))))
report: CHECK ((jsonb_typeof(entries) = 'object'::text))
report: CHECK ((kind = ANY (ARRAY['yearly'::text, 'directive'::text, 'cameras'::text, 'consolidated-yearly'::text, 'consolidated-directive'::text])))
report: CHECK ((mode = ANY (ARRAY['restated'::text, 'as-recorded'::text, 'as-of'::text])))
report: CHECK ((period_from <= period_to))
report: CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'frozen'::text, 'submitted'::text, 'accepted'::text, 'returned'::text, 'replaced'::text])))
report: CHECK ((version > 0))
report: PRIMARY KEY (id, home_id)
report: UNIQUE (series_id, version, home_id)
CREATE INDEX report_checked ON public.report USING btree (scope_path text_pattern_ops) WHERE (state = 'checked'::text)
CREATE INDEX report_newest ON public.report USING btree (period_to DESC, created_at DESC, id DESC)
CREATE INDEX report_place ON public.report USING btree (place_path text_pattern_ops) WHERE (place_path <> ''::text)
CREATE INDEX report_received ON public.report USING btree (receiver_id) WHERE (state = 'submitted'::text)
CREATE INDEX report_received_by ON public.report USING btree (receiver_id) WHERE (receiver_id IS NOT NULL)
CREATE INDEX report_receiver ON public.report USING btree (receiver_path text_pattern_ops) WHERE (receiver_path IS NOT NULL)
CREATE INDEX report_scope ON public.report USING btree (scope_path text_pattern_ops)
CREATE INDEX report_subject ON public.report USING btree (subject_id, kind, period_to)
CREATE UNIQUE INDEX report_live ON public.report USING btree (kind, subject_id, period_from, period_to, unit_id, home_id) WHERE (state <> 'replaced'::text)
CREATE UNIQUE INDEX report_pkey ON public.report USING btree (id, home_id)
CREATE UNIQUE INDEX report_series_id_version_home_id_key ON public.report USING btree (series_id, version, home_id)
report: policy add using 
report: policy change using (((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))) OR ((state = 'submitted'::text) AND (receiver_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))))
report: policy read using ((((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))) OR ((sent_on IS NOT NULL) AND (receiver_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))))
report_event.id uuid not null
report_event.home_id uuid not null
report_event.unit_id uuid not null
report_event.scope_path text not null
report_event.place_path text not null
report_event.classification smallint not null
report_event.receiver_path text
report_event.report_id uuid not null
report_event.seq bigint not null
report_event.step text not null
report_event.from_state text not null
report_event.to_state text not null
report_event.reason text not null
report_event.by_id uuid
report_event.by_name text not null
report_event.at timestamp with time zone not null
report_event: FOREIGN KEY (report_id, home_id) REFERENCES report(id, home_id)
report_event: PRIMARY KEY (id, home_id)
CREATE INDEX report_event_report ON public.report_event USING btree (report_id, seq)
CREATE UNIQUE INDEX report_event_pkey ON public.report_event USING btree (id, home_id)
report_event: policy add using 
report_event: policy read using ((((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))) OR ((receiver_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance))))
report_transition.step text not null
report_transition.from_state text not null
report_transition.to_state text not null
report_transition.by_receiver boolean not null
report_transition: PRIMARY KEY (step)
CREATE UNIQUE INDEX report_transition_pkey ON public.report_transition USING btree (step)
requirement_catalogue.hash text not null
requirement_catalogue.level smallint not null
requirement_catalogue.rows jsonb not null
requirement_catalogue: CHECK (((level >= 1) AND (level <= 5)))
requirement_catalogue: CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
requirement_catalogue: CHECK ((jsonb_typeof(rows) = 'array'::text))
requirement_catalogue: PRIMARY KEY (hash, level)
CREATE UNIQUE INDEX requirement_catalogue_pkey ON public.requirement_catalogue USING btree (hash, level)
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
rollup_day.axis text not null
rollup_day.path text not null
rollup_day.classification smallint not null
rollup_day.day date not null
rollup_day.findings bigint not null
rollup_day: CHECK ((axis = ANY (ARRAY['scope'::text, 'place'::text])))
rollup_day: PRIMARY KEY (axis, path, day, classification)
CREATE UNIQUE INDEX rollup_day_pkey ON public.rollup_day USING btree (axis, path, day, classification)
rollup_day: policy read using (
CASE axis
    WHEN 'scope'::text THEN (path ^@ ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[]))
    ELSE ((path ^@ ANY ((NULLIF(current_setting('ancam.places'::text, true), ''::text))::text[])) OR ('/'::text = ANY ((NULLIF(current_setting('ancam.scopes'::text, true), ''::text))::text[])))
END AND (classification <= COALESCE(((NULLIF(current_setting('ancam.clearance'::text, true), ''::text))::smallint)::integer, 0)))
saved_view.id uuid not null
saved_view.instance_id uuid not null
saved_view.home_id uuid not null
saved_view.unit_id uuid not null
saved_view.scope_path text not null
saved_view.place_path text not null
saved_view.classification smallint not null
saved_view.account_id uuid not null
saved_view.by_name text not null
saved_view.list text not null
saved_view.name text not null
saved_view.query text not null
saved_view.shared boolean not null
saved_view.position integer not null
saved_view.created_at timestamp with time zone not null
saved_view.changed_at timestamp with time zone not null
saved_view: CHECK ((list ~ '^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$'::text))
saved_view: FOREIGN KEY (account_id) REFERENCES account(id)
saved_view: PRIMARY KEY (id)
CREATE INDEX saved_view_shared ON public.saved_view USING btree (scope_path, list) WHERE shared
CREATE UNIQUE INDEX saved_view_name ON public.saved_view USING btree (account_id, list, lower(name))
CREATE UNIQUE INDEX saved_view_pkey ON public.saved_view USING btree (id)
saved_view: policy add using 
saved_view: policy change using (account_id = current_account())
saved_view: policy read using ((account_id = current_account()) OR (shared AND COALESCE((NULLIF(current_setting('ancam.unit_path'::text, true), ''::text) ^@ scope_path), false)))
saved_view: policy remove using ((account_id = current_account()) OR (shared AND may_manage_unit(scope_path)))
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
scan.site_id uuid
scan.on_behalf boolean not null
scan.probe_ids uuid[] not null
scan.schedule_id uuid
scan.run_window jsonb
scan.revived smallint not null
scan.source jsonb
scan: CHECK (((origin = 'probe'::text) = (cardinality(probe_ids) > 0)))
scan: CHECK (((source IS NULL) OR ((origin = 'imported'::text) AND (content_hash IS NOT NULL))))
scan: CHECK ((origin = ANY (ARRAY['live'::text, 'imported'::text, 'probe'::text])))
scan: CHECK ((status = ANY (ARRAY['running'::text, 'paused'::text, 'completed'::text, 'cancelled'::text, 'interrupted'::text, 'limit'::text, 'failed'::text])))
scan: FOREIGN KEY (authorisation_id) REFERENCES authorisation(id)
scan: FOREIGN KEY (site_id) REFERENCES site(id)
scan: PRIMARY KEY (id)
CREATE INDEX scan_newest ON public.scan USING btree (started_at DESC, id DESC)
CREATE INDEX scan_of_schedule ON public.scan USING btree (schedule_id) WHERE (schedule_id IS NOT NULL)
CREATE INDEX scan_running ON public.scan USING btree (status) WHERE (status = 'running'::text)
CREATE UNIQUE INDEX scan_pkey ON public.scan USING btree (id)
scan: policy add using 
scan: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
scan_host: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_host: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_proposal.id uuid not null
scan_proposal.home_id uuid not null
scan_proposal.unit_id uuid not null
scan_proposal.scope_path text not null
scan_proposal.place_path text not null
scan_proposal.classification smallint not null
scan_proposal.camera_id uuid not null
scan_proposal.kind text not null
scan_proposal.before jsonb not null
scan_proposal.after jsonb not null
scan_proposal.state text not null
scan_proposal.scan_id uuid not null
scan_proposal.last_scan_id uuid not null
scan_proposal.host_id uuid
scan_proposal.recognised_by text not null
scan_proposal.misses smallint not null
scan_proposal.said_at timestamp with time zone not null
scan_proposal.rule text
scan_proposal.reason text not null
scan_proposal.decided_by text
scan_proposal.decided_at timestamp with time zone
scan_proposal.created_at timestamp with time zone not null
scan_proposal: CHECK (((decided_at IS NOT NULL) = (state = ANY (ARRAY['accepted'::text, 'refused'::text]))))
scan_proposal: CHECK (((rule IS NULL) OR ((state = 'accepted'::text) AND (kind <> 'gone'::text))))
scan_proposal: CHECK (((state <> 'watching'::text) OR (kind = 'gone'::text)))
scan_proposal: CHECK ((kind = ANY (ARRAY['new'::text, 'changed'::text, 'moved'::text, 'gone'::text])))
scan_proposal: CHECK ((rule = ANY (ARRAY['new'::text, 'firmware'::text, 'moved'::text])))
scan_proposal: CHECK ((state = ANY (ARRAY['watching'::text, 'open'::text, 'accepted'::text, 'refused'::text, 'superseded'::text])))
scan_proposal: FOREIGN KEY (camera_id, home_id) REFERENCES camera(id, home_id)
scan_proposal: PRIMARY KEY (id, home_id)
CREATE INDEX scan_proposal_camera ON public.scan_proposal USING btree (camera_id, created_at DESC)
CREATE INDEX scan_proposal_last_scan ON public.scan_proposal USING btree (last_scan_id)
CREATE INDEX scan_proposal_newest ON public.scan_proposal USING btree (created_at DESC, id DESC)
CREATE INDEX scan_proposal_open ON public.scan_proposal USING btree (scope_path text_pattern_ops, created_at DESC, id DESC) WHERE (state = 'open'::text)
CREATE INDEX scan_proposal_place ON public.scan_proposal USING btree (place_path text_pattern_ops, created_at DESC, id DESC) WHERE ((state = 'open'::text) AND (place_path <> ''::text))
CREATE INDEX scan_proposal_scan ON public.scan_proposal USING btree (scan_id)
CREATE UNIQUE INDEX scan_proposal_live ON public.scan_proposal USING btree (camera_id, kind, home_id) WHERE (state = ANY (ARRAY['open'::text, 'watching'::text]))
CREATE UNIQUE INDEX scan_proposal_pkey ON public.scan_proposal USING btree (id, home_id)
scan_proposal: policy add using 
scan_proposal: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_proposal: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_schedule.id uuid not null
scan_schedule.instance_id uuid not null
scan_schedule.home_id uuid not null
scan_schedule.unit_id uuid not null
scan_schedule.scope_path text not null
scan_schedule.place_path text not null
scan_schedule.classification smallint not null
scan_schedule.steward_id uuid not null
scan_schedule.recorded_path text not null
scan_schedule.on_behalf boolean not null
scan_schedule.name text not null
scan_schedule.authorisation_id uuid not null
scan_schedule.site_id uuid
scan_schedule.probe_ids uuid[] not null
scan_schedule.scope jsonb not null
scan_schedule.recurrence jsonb not null
scan_schedule.run_window jsonb
scan_schedule.state text not null
scan_schedule.stop_reason text
scan_schedule.next_at timestamp with time zone
scan_schedule.account_id uuid not null
scan_schedule.account_name text not null
scan_schedule.created_at timestamp with time zone not null
scan_schedule.created_by text not null
scan_schedule.tells_changes boolean not null
scan_schedule: CHECK (((state <> 'active'::text) OR (next_at IS NOT NULL)))
scan_schedule: CHECK (((state = 'stopped'::text) = (stop_reason IS NOT NULL)))
scan_schedule: CHECK ((name <> ''::text))
scan_schedule: CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'stopped'::text, 'ended'::text, 'deleted'::text])))
scan_schedule: FOREIGN KEY (authorisation_id) REFERENCES authorisation(id)
scan_schedule: FOREIGN KEY (site_id) REFERENCES site(id)
scan_schedule: PRIMARY KEY (id, home_id)
CREATE INDEX scan_schedule_due ON public.scan_schedule USING btree (next_at) WHERE (state = 'active'::text)
CREATE INDEX scan_schedule_name ON public.scan_schedule USING btree (name, id) WHERE (state <> 'deleted'::text)
CREATE UNIQUE INDEX scan_schedule_pkey ON public.scan_schedule USING btree (id, home_id)
scan_schedule: policy add using 
scan_schedule: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_schedule: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_schedule_run.id uuid not null
scan_schedule_run.home_id uuid not null
scan_schedule_run.unit_id uuid not null
scan_schedule_run.scope_path text not null
scan_schedule_run.place_path text not null
scan_schedule_run.classification smallint not null
scan_schedule_run.schedule_id uuid not null
scan_schedule_run.due_at timestamp with time zone not null
scan_schedule_run.noted_at timestamp with time zone not null
scan_schedule_run.outcome text not null
scan_schedule_run.reason text
scan_schedule_run.scan_id uuid
scan_schedule_run.told_at timestamp with time zone
scan_schedule_run: CHECK (((outcome = 'started'::text) = (reason IS NULL)))
scan_schedule_run: CHECK (((outcome = 'started'::text) = (scan_id IS NOT NULL)))
scan_schedule_run: CHECK ((outcome = ANY (ARRAY['started'::text, 'skipped'::text, 'refused'::text])))
scan_schedule_run: FOREIGN KEY (schedule_id, home_id) REFERENCES scan_schedule(id, home_id)
scan_schedule_run: PRIMARY KEY (id, home_id)
scan_schedule_run: UNIQUE (schedule_id, due_at, home_id)
CREATE INDEX scan_schedule_run_untold ON public.scan_schedule_run USING btree (schedule_id) WHERE (told_at IS NULL)
CREATE UNIQUE INDEX scan_schedule_run_pkey ON public.scan_schedule_run USING btree (id, home_id)
CREATE UNIQUE INDEX scan_schedule_run_schedule_id_due_at_home_id_key ON public.scan_schedule_run USING btree (schedule_id, due_at, home_id)
scan_schedule_run: policy add using 
scan_schedule_run: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
scan_schedule_run: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
session.token_hash text not null
session.account_id uuid not null
session.created_at timestamp with time zone not null
session.expires_at timestamp with time zone not null
session.id uuid not null
session.state text not null
session.method text not null
session.second_factor boolean not null
session.tries smallint not null
session.address text not null
session.device text not null
session.last_seen_at timestamp with time zone not null
session: CHECK ((method = ANY (ARRAY['password'::text, 'passkey'::text, 'sign-on'::text, 'link'::text])))
session: CHECK ((state = ANY (ARRAY['pending'::text, 'open'::text])))
session: FOREIGN KEY (account_id) REFERENCES account(id)
session: PRIMARY KEY (token_hash)
CREATE INDEX session_account ON public.session USING btree (account_id, created_at)
CREATE UNIQUE INDEX session_id ON public.session USING btree (id)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (token_hash)
setup_token.token_hash text not null
setup_token.created_at timestamp with time zone not null
setup_token.used_at timestamp with time zone
setup_token: PRIMARY KEY (token_hash)
CREATE UNIQUE INDEX setup_token_pkey ON public.setup_token USING btree (token_hash)
sign_in_challenge.key_hash text not null
sign_in_challenge.kind text not null
sign_in_challenge.account_id uuid
sign_in_challenge.content jsonb not null
sign_in_challenge.expires_at timestamp with time zone not null
sign_in_challenge: CHECK ((kind = ANY (ARRAY['passkey-add'::text, 'passkey-enter'::text, 'sign-on'::text])))
sign_in_challenge: FOREIGN KEY (account_id) REFERENCES account(id)
sign_in_challenge: PRIMARY KEY (key_hash)
CREATE INDEX sign_in_challenge_expiry ON public.sign_in_challenge USING btree (expires_at)
CREATE UNIQUE INDEX sign_in_challenge_pkey ON public.sign_in_challenge USING btree (key_hash)
sign_on_identity.issuer text not null
sign_on_identity.subject text not null
sign_on_identity.account_id uuid not null
sign_on_identity.created_at timestamp with time zone not null
sign_on_identity: FOREIGN KEY (account_id) REFERENCES account(id)
sign_on_identity: PRIMARY KEY (issuer, subject)
sign_on_identity: UNIQUE (issuer, account_id)
CREATE UNIQUE INDEX sign_on_identity_issuer_account_id_key ON public.sign_on_identity USING btree (issuer, account_id)
CREATE UNIQUE INDEX sign_on_identity_pkey ON public.sign_on_identity USING btree (issuer, subject)
site.id uuid not null
site.instance_id uuid not null
site.home_id uuid not null
site.unit_id uuid not null
site.steward_id uuid not null
site.scope_path text not null
site.recorded_path text not null
site.place_path text not null
site.classification smallint not null
site.name text not null
site.address text not null
site.note text not null
site.closed boolean not null
site.search text not null
site.created_at timestamp with time zone not null
site.on_behalf boolean not null
site: CHECK ((name <> ''::text))
site: PRIMARY KEY (id)
CREATE INDEX site_scope ON public.site USING btree (scope_path text_pattern_ops)
CREATE INDEX site_steward ON public.site USING btree (steward_id, name, id)
CREATE UNIQUE INDEX site_pkey ON public.site USING btree (id)
site: policy add using 
site: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
site: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
system_check.id uuid not null
system_check.home_id uuid not null
system_check.instance_id uuid not null
system_check.unit_id uuid not null
system_check.scope_path text not null
system_check.place_path text not null
system_check.classification smallint not null
system_check.system_id uuid not null
system_check.kind text not null
system_check.level smallint not null
system_check.regime text not null
system_check.state text not null
system_check.planned_on date not null
system_check.started_on date
system_check.ended_on date
system_check.assessor_kind text
system_check.assessor text not null
system_check.independent boolean not null
system_check.licence_number text not null
system_check.licence_issuer text not null
system_check.licence_scope text not null
system_check.licence_from date
system_check.licence_until date
system_check.outcome text
system_check.summary text not null
system_check.version integer not null
system_check.created_at timestamp with time zone not null
system_check.created_by text not null
system_check.changed_at timestamp with time zone not null
system_check.changed_by text not null
system_check: CHECK (((level >= 1) AND (level <= 5)))
system_check: CHECK (((state <> ALL (ARRAY['reported'::text, 'closed'::text])) OR ((ended_on IS NOT NULL) AND (assessor_kind IS NOT NULL) AND (assessor <> ''::text) AND independent AND (outcome IS NOT NULL) AND (summary <> ''::text))))
system_check: CHECK (((state <> ALL (ARRAY['reported'::text, 'closed'::text])) OR (assessor_kind <> ALL (ARRAY['licensed'::text, 'designated'::text])) OR ((licence_number <> ''::text) AND (licence_issuer <> ''::text) AND COALESCE((licence_from <= ended_on), true) AND COALESCE((licence_until >= ended_on), (assessor_kind = 'designated'::text)))))
system_check: CHECK ((assessor_kind = ANY (ARRAY['own-unit'::text, 'licensed'::text, 'public'::text, 'designated'::text, 'authority'::text])))
system_check: CHECK ((kind = ANY (ARRAY['periodic'::text, 'before-operation'::text, 'extraordinary'::text])))
system_check: CHECK ((licence_from <= licence_until))
system_check: CHECK ((outcome = ANY (ARRAY['passed'::text, 'shortcomings'::text, 'failed'::text])))
system_check: CHECK ((regime = ANY (ARRAY['A'::text, 'B'::text])))
system_check: CHECK ((started_on <= ended_on))
system_check: FOREIGN KEY (system_id) REFERENCES information_system(id)
system_check: PRIMARY KEY (id, home_id)
CREATE INDEX system_check_planned ON public.system_check USING btree (planned_on) WHERE (state = ANY (ARRAY['planned'::text, 'running'::text]))
CREATE INDEX system_check_scope ON public.system_check USING btree (scope_path text_pattern_ops)
CREATE INDEX system_check_system ON public.system_check USING btree (system_id, kind, ended_on DESC)
CREATE INDEX system_check_waiting ON public.system_check USING btree (scope_path text_pattern_ops) WHERE (state = 'reported'::text)
CREATE UNIQUE INDEX system_check_open ON public.system_check USING btree (system_id, kind, home_id) WHERE ((state = ANY (ARRAY['planned'::text, 'running'::text, 'reported'::text])) AND (kind <> 'extraordinary'::text))
CREATE UNIQUE INDEX system_check_pkey ON public.system_check USING btree (id, home_id)
system_check: policy add using 
system_check: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_check: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_event.id uuid not null
system_event.home_id uuid not null
system_event.unit_id uuid not null
system_event.scope_path text not null
system_event.place_path text not null
system_event.classification smallint not null
system_event.system_id uuid not null
system_event.action text not null
system_event.from_state text not null
system_event.to_state text not null
system_event.on_day date not null
system_event.document text not null
system_event.reason text not null
system_event.by_name text not null
system_event.at timestamp with time zone not null
system_event.seq bigint not null
system_event: FOREIGN KEY (system_id) REFERENCES information_system(id)
system_event: PRIMARY KEY (id)
CREATE INDEX system_event_system ON public.system_event USING btree (system_id, at)
CREATE UNIQUE INDEX system_event_pkey ON public.system_event USING btree (id)
system_event: policy add using 
system_event: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_event: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_transition.action text not null
system_transition.from_state text not null
system_transition.to_state text not null
system_transition.needs_document boolean not null
system_transition: CHECK ((from_state = ANY (ARRAY['planned'::text, 'evaluated'::text, 'operating'::text, 'retired'::text])))
system_transition: CHECK ((to_state = ANY (ARRAY['planned'::text, 'evaluated'::text, 'operating'::text, 'retired'::text])))
system_transition: PRIMARY KEY (from_state, to_state)
CREATE UNIQUE INDEX system_transition_pkey ON public.system_transition USING btree (from_state, to_state)
system_zone.id uuid not null
system_zone.home_id uuid not null
system_zone.unit_id uuid not null
system_zone.scope_path text not null
system_zone.place_path text not null
system_zone.classification smallint not null
system_zone.system_id uuid not null
system_zone.name text not null
system_zone.kind text not null
system_zone.ranges text[] not null
system_zone.note text not null
system_zone.position smallint not null
system_zone: CHECK ((kind = ANY (ARRAY['camera'::text, 'server'::text, 'management'::text, 'user'::text, 'perimeter'::text, 'other'::text])))
system_zone: CHECK ((name <> ''::text))
system_zone: FOREIGN KEY (system_id) REFERENCES information_system(id)
system_zone: PRIMARY KEY (id)
CREATE INDEX system_zone_system ON public.system_zone USING btree (system_id, "position")
CREATE UNIQUE INDEX system_zone_pkey ON public.system_zone USING btree (id)
system_zone: policy add using 
system_zone: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_zone: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
system_zone: policy remove using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
table_import: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
table_import: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
tally: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
tally: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
tally_day: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
tally_day: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
tally_delta: policy change using ((scope_path ^@ ANY (( SELECT caller_write_scopes() AS caller_write_scopes)::text[])) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
tally_delta: policy read using (((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])) OR (place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[]))) AND (classification <= ( SELECT caller_clearance() AS caller_clearance)))
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
CREATE INDEX unit_words ON public.unit USING gin (search_lexemes(search, scope_path, place_path))
CREATE UNIQUE INDEX unit_code ON public.unit USING btree (code) WHERE ((code IS NOT NULL) AND (closed_on IS NULL))
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (id)
CREATE UNIQUE INDEX unit_scope_path_key ON public.unit USING btree (scope_path)
unit: policy add using 
unit: policy change using may_manage_unit(scope_path)
unit: policy read using (COALESCE((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])), false) OR COALESCE((place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[])), false) OR COALESCE((scope_path ^@ ANY (( SELECT caller_admin_scopes() AS caller_admin_scopes)::text[])), false) OR COALESCE((( SELECT caller_unit_path() AS caller_unit_path) ^@ scope_path), false))
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
unit_version: policy read using (COALESCE((scope_path ^@ ANY (( SELECT caller_scopes() AS caller_scopes)::text[])), false) OR COALESCE((place_path ^@ ANY (( SELECT caller_places() AS caller_places)::text[])), false) OR COALESCE((scope_path ^@ ANY (( SELECT caller_admin_scopes() AS caller_admin_scopes)::text[])), false) OR COALESCE((( SELECT caller_unit_path() AS caller_unit_path) ^@ scope_path), false))
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
view_default.account_id uuid not null
view_default.list text not null
view_default.view_id uuid not null
view_default: FOREIGN KEY (account_id) REFERENCES account(id)
view_default: FOREIGN KEY (view_id) REFERENCES saved_view(id) ON DELETE CASCADE
view_default: PRIMARY KEY (account_id, list)
CREATE INDEX view_default_view ON public.view_default USING btree (view_id)
CREATE UNIQUE INDEX view_default_pkey ON public.view_default USING btree (account_id, list)
view_default: policy own using (account_id = current_account())
warning.id uuid not null
warning.instance_id uuid not null
warning.unit_id uuid not null
warning.issuer text not null
warning.document text not null
warning.document_date date not null
warning.title text not null
warning.effect text not null
warning.remedy text not null
warning.maker_id uuid not null
warning.model_ids uuid[] not null
warning.model_patterns text[] not null
warning.revision text not null
warning.firmware_from text not null
warning.firmware_to text not null
warning.firmware_to_included boolean not null
warning.valid_from date not null
warning.state text not null
warning.proposed_by text not null
warning.proposed_account uuid not null
warning.proposed_at timestamp with time zone not null
warning.decided_by text
warning.decided_account uuid
warning.decided_at timestamp with time zone
warning.decided_reason text not null
warning.withdrawn_by text
warning.withdrawn_on date
warning.withdrawn_reason text not null
warning.search text not null
warning.applied boolean not null
warning.cursor_model text
warning.cursor_id uuid
warning: CHECK (((state <> 'withdrawn'::text) OR (withdrawn_on IS NOT NULL)))
warning: CHECK (((state = 'proposed'::text) OR ((decided_account IS NOT NULL) AND (decided_account <> proposed_account))))
warning: CHECK ((document <> ''::text))
warning: CHECK ((issuer <> ''::text))
warning: CHECK ((state = ANY (ARRAY['proposed'::text, 'published'::text, 'refused'::text, 'withdrawn'::text])))
warning: CHECK ((title <> ''::text))
warning: FOREIGN KEY (maker_id) REFERENCES maker(id)
warning: FOREIGN KEY (unit_id) REFERENCES unit(id)
warning: PRIMARY KEY (id)
CREATE INDEX warning_maker ON public.warning USING btree (maker_id) WHERE (state = ANY (ARRAY['published'::text, 'withdrawn'::text]))
CREATE INDEX warning_newest ON public.warning USING btree (document_date DESC, id DESC)
CREATE UNIQUE INDEX warning_pkey ON public.warning USING btree (id)
warning: policy add using 
warning: policy change using keeps_reference()
warning: policy read using ((state = ANY (ARRAY['published'::text, 'withdrawn'::text])) OR keeps_reference())
warning: policy remove using keeps_reference()
