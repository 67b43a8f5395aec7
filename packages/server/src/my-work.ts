/** So many things of a kind are looked for when somebody asks what waits for him; more is no clearer a call. */
export const MOST_WORK = 100;
