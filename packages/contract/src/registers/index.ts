export * from './all.ts';
export * from './columns.ts';
export * from './definition.ts';
export * from './schemas.ts';
