-- Prepares a PostgreSQL server for AnCam; run once by its administrator, in any database:
--   psql -v owner_password="'…'" -f deploy/postgresql.sql
-- The owner makes and changes the tables and is what DATABASE_URL names. Requests of people run under ancam_app, which owns nothing,
-- cannot log in and is bound by the row policies. Neither may anything beyond this database.
create role ancam_app nologin nosuperuser nocreatedb nocreaterole nobypassrls noinherit;
create role ancam_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :owner_password;
grant ancam_app to ancam_owner with admin option;
create database ancam owner ancam_owner encoding 'UTF8' template template0;
revoke all on database ancam from public;
\connect ancam
revoke all on schema public from public;
alter schema public owner to ancam_owner;
