import { render } from 'preact';
import { restoreSession } from './api/session.ts';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/controls.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root to draw into');

render(<App />, root);
void restoreSession();
