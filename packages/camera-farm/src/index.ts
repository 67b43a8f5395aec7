export { startFarm } from './farm.ts';
export type { Farm, FarmOptions } from './farm.ts';
export type { Account } from './device.ts';
export type { ReceivedBytes } from './net/recorder.ts';
export { demoFleet } from './fleets/demo.ts';
export { mixedFleet } from './fleets/mixed.ts';
export { MAKERS, PLANTED_FLAWS } from './spec.ts';
export type { CameraSpec, CameraTruth, Feature, MakerId, PlantedFlaw, Protocol } from './spec.ts';
