import { loadKnowledge } from '@ancam/knowledge';
import { createPlan, runScan } from '@ancam/scanner';
import type { PlanInput } from '@ancam/scanner';

/** Runs a plan that the command line has no options for; prints the statistics. */
const input = JSON.parse(process.argv[2] ?? '') as PlanInput; // written by the test that starts it
const head = await runScan({ plan: createPlan(input), knowledge: loadKnowledge(), instanceId: 'capture' });
process.stdout.write(JSON.stringify(head.stats));
