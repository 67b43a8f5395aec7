-- Steps of one instant keep their order.
alter table system_event add column seq bigint generated always as identity;
