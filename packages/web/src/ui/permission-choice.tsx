import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

interface PermissionChoiceProps {
  readonly label: string;
  readonly offered: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** What a permission lets one do, in words; one that this page does not know by its name. */
export function usePermissionText(): (permission: string) => string {
  const { t, i18n } = useTranslation();
  return (permission) => {
    const key = permission.replaceAll('.', '-');
    return i18n.exists(`permission.${key}`) ? t(`permission.${key}` as 'permission.camera-read') : permission; // tested just before
  };
}

/** A choice out of what one may hand on. */
export function PermissionChoice({ label, offered, value, onChange }: PermissionChoiceProps): ReactNode {
  const text = usePermissionText();
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {offered.map((each) => (
          <Checkbox key={each} value={each} label={text(each)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
