-- Some duties hang on figures of a unit. Figures change with every import; what they say of a duty seldom does. So a unit whose figures have
-- changed is marked apart from one that is due: only where they say something else now are its duties evaluated.
alter table duty_unit add column figures_changed boolean not null default false;
create index duty_unit_figures on duty_unit (unit_id) where figures_changed;
