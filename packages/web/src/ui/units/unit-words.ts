import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, UNIT_ROLES } from '@ancam/core';

/** Kinds, roles and reasons of units in words. */
export function useUnitWords(): {
  readonly kindOf: (kind: string) => string;
  readonly roleOf: (role: string) => string;
} {
  const { t } = useTranslation();
  return {
    kindOf: (kind) => t(`units.kind.${UNIT_KINDS.find((each) => each === kind) ?? 'other'}`),
    roleOf: (role) => {
      const known = UNIT_ROLES.find((each) => each === role);
      return known === undefined ? role : t(`units.role.${known}`);
    },
  };
}
