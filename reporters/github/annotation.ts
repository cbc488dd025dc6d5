import { escapeData, escapeProperty } from './escape.ts';
import { withoutInlineCommands } from './workflow-commands.ts';

/** What GitHub shows at a step, and at a line of a file where it is about one. */
export interface Annotation {
  kind: 'error' | 'warning';
  title: string;
  text: string;
  /** `path:line` */
  at?: string;
}

/** The workflow command for it. Whatever stands in its texts, it is one command and no other. Pure. */
export function annotation({ kind, title, text, at = '' }: Annotation): string {
  const [file = '', line = '1'] = at.split(/:(?=\d+$)/);
  const place = file ? `file=${escapeProperty(file)},line=${line},` : '';
  return `::${kind} ${place}title=${escapeProperty(title)}::${escapeData(withoutInlineCommands(text))}`;
}
