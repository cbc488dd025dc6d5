import { Component, type ComponentChildren } from 'preact';
import { NoticePage } from './notice-page.tsx';

interface Props {
  children: ComponentChildren;
}

/** Stands in for a page whose code did not arrive, as happens to a tab that was opened before a deploy. */
export class PageBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <NoticePage title="Page did not load">
        <h1>This page did not load</h1>
        <p>A part of it is missing, perhaps because Loventia was just updated.</p>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          Load it again
        </button>
      </NoticePage>
    );
  }
}
