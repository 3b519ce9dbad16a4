import { tables } from '../metadata/index.ts';
import { optionSetNode } from './option-set-node.ts';
import type { Node } from './node.ts';

/** `GlobalOptionSetDefinitions`: option sets that columns of several tables share, each once. */
export function optionSetNodes(): Node[] {
  const found = new Map<string, Node>();
  for (const table of tables) {
    for (const [name, column] of Object.entries(table.columns)) {
      const { optionSet, kind } = column;
      if (!optionSet || found.has(optionSet)) continue;
      const type = kind === 'boolean' ? 'Boolean' : 'Picklist';
      found.set(optionSet, optionSetNode(table, name, column, type));
    }
  }
  return [...found.values()];
}
