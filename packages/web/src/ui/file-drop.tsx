import { Button, FileButton, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';

interface FileDropProps {
  readonly onFile: (file: File) => void;
  readonly busy: boolean;
  /** What the file chooser offers. */
  readonly accept: string;
  readonly label: string;
  readonly text: string;
  readonly choose: string;
}

/** Where a file is dropped or chosen. */
export function FileDrop({ onFile, busy, accept, label, text, choose }: FileDropProps): ReactNode {
  const [over, setOver] = useState(false);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !busy) onFile(file);
  }
  return (
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileImport size={32} aria-hidden />
      <Text size="sm">{text}</Text>
      <FileButton onChange={(file) => (file === null ? undefined : onFile(file))} accept={accept} inputProps={{ 'aria-label': label }}>
        {(props) => (
          <Button {...props} loading={busy}>
            {choose}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
