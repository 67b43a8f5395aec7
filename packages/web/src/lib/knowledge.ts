import { api } from '@ancam/contract';
import { useRead } from './api.ts';
import { useText } from './language.ts';

/** Gives the title of a check by its id; the id itself while titles load or where the check is no longer known. */
export function useCheckTitle(): (id: string) => string {
  const text = useText();
  const { data } = useRead(api.knowledge);
  return (id) => {
    const check = data?.checks.find((each) => each.id === id);
    return check === undefined ? id : text(check.title);
  };
}
