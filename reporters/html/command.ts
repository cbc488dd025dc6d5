import { type Html, html, type Part } from './markup.ts';

/** A value that neither the target nor the run could fill in: `<ecs-cluster: not in the target>`. */
const gap = /(<[^<>]*>)/;

/** A command to copy; what must be filled in by hand is marked. It breaks between words, never at the dash of a flag. */
export const commandBlock = (command: string, name = 'the command'): Html =>
  html`<div class="command"><pre><code>${command.split(gap).map(piece)}</code></pre><button type="button" class="copy" hidden>Copy<span class="unseen"> ${name}</span></button></div>`;

const piece = (text: string): Part =>
  gap.test(text)
    ? html`<mark>${text}</mark>`
    : text.split(/( +)/).map((word) => (word.trim() ? html`<span>${word}</span>` : word));
