import type { ComponentChildren } from 'preact';
import { DuskScene } from './dusk-scene.tsx';
import { Page } from './page.tsx';
import './notice-page.css';

/** A page with little to say: its few lines stand in the evening sky. */
export function NoticePage({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Page title={title} class="under-sky notice-page">
      <div class="notice">{children}</div>
      <DuskScene />
    </Page>
  );
}
