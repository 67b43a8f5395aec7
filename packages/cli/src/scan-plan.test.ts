import { PROFILES } from '@ancam/core';
import { describe, expect, it } from 'vitest';
import { planFrom } from './scan-plan.ts';

describe('the plan of the command line', () => {
  it('is made by the profile that is named, and limits that are named win over it', async () => {
    const plan = await planFrom(['192.168.7.0/24'], { profile: 'gentle', rate: '5', connectRate: '40', timeout: '2' });
    expect(plan.profile).toBe('gentle');
    expect(plan.limits).toEqual({
      ...PROFILES.gentle.limits,
      hostRatePerSecond: 5,
      connectsPerSecond: 40,
      connectTimeoutMs: 2000,
      exchangeTimeoutMs: 2000,
    });
  });

  it('refuses a rate that is no number', async () => {
    await expect(planFrom(['192.168.7.1'], { connectRate: 'fast' })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});
