import { dataversePresets } from './dataverse.ts';
import { entraPresets } from './entra.ts';
import { graphPresets } from './graph.ts';
import { clockPresets, networkPresets } from './network.ts';
import { outagePresets } from './outage.ts';
import type { Preset } from './preset.ts';

export type { Preset } from './preset.ts';

const everywhere = [...networkPresets, ...outagePresets];

const byService = new Map<string, readonly Preset[]>([
  ['graph', [...graphPresets, ...everywhere]],
  ['dataverse', [...dataversePresets, ...everywhere]],
  ['entra', [...entraPresets, ...everywhere, ...clockPresets]],
]);

/** The named faults of a service; one without faults of its own has those of any service. */
export const presetsOf = (service: string): readonly Preset[] =>
  byService.get(service) ?? everywhere;

export const findPreset = (service: string, name: string): Preset | undefined =>
  presetsOf(service).find((preset) => preset.name === name);
