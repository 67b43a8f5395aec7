import { useQuery } from '@tanstack/react-query';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import { call, queryClient } from '../lib/api.ts';

const ASK_AGAIN_MS = 3000;

/** A line at the top while the server cannot be reached; it goes by itself and what is on screen is read again. */
export function ConnectionNotice(): ReactNode {
  const { t } = useTranslation();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    return queryClient.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error' && toAppError(event.action.error).details.offline === true)
        setLost(true);
    });
  }, []);
  const health = useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      const answer = await call(api.health);
      setLost(false);
      void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'health' });
      return answer;
    },
    enabled: lost,
    retry: false,
    staleTime: 0,
    refetchInterval: lost ? ASK_AGAIN_MS : false,
  });
  if (!lost) return null;
  return (
    <div className="connection-notice" role="alert">
      <IconPlugConnectedX size={16} aria-hidden />
      <span>{health.isFetching ? t('connection.asking') : t('connection.lost')}</span>
    </div>
  );
}
