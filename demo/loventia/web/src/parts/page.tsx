import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageProps {
  /** What the browser's tab says, before the name of the site. */
  title: string;
  class?: string;
  children: ComponentChildren;
}

let arrivals = 0;

/** The frame of every route: its title, its `main`, and focus at its start after a click on a link. */
export function Page({ title, class: className, children }: PageProps) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} – Loventia`;
  }, [title]);
  useEffect(() => {
    arrivals += 1;
    if (arrivals === 1) return;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main id="main" ref={main} tabIndex={-1} class={className}>
      {children}
    </main>
  );
}
