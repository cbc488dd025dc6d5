import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { statusOf } from '../api/request.ts';
import { login } from '../api/session.ts';
import { DuskScene } from '../parts/dusk-scene.tsx';
import { Page } from '../parts/page.tsx';
import './login.css';

const refusals: Record<number, string> = {
  400: 'Fill in both your email and your password.',
  401: 'Email or password is wrong.',
  429: 'Too many attempts. Wait a minute, then try again.',
};

export function Login() {
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setProblem(undefined);
    try {
      await login(String(fields.get('email')), String(fields.get('password')));
      navigate('/profile');
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };

  return (
    <Page title="Log in" class="login-page">
      <div class="login-card">
        <h1>Welcome back</h1>
        <p class="lead">Tonight’s introductions arrive at six.</p>
        <form onSubmit={submit} aria-busy={busy}>
          <Field label="Email" name="email" type="email" autocomplete="username" />
          <Field label="Password" name="password" type="password" autocomplete="current-password" />
          {problem && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" class="button primary wide" disabled={busy}>
            {busy ? 'Logging in…' : 'Log in'}
          </button>
        </form>
      </div>
      <DuskScene class="login-scene" />
    </Page>
  );
}

interface FieldProps {
  label: string;
  name: string;
  type: 'email' | 'password';
  autocomplete: 'username' | 'current-password';
}

function Field({ label, name, ...rest }: FieldProps) {
  return (
    <div class="field">
      <label for={`login-${name}`}>{label}</label>
      <input id={`login-${name}`} name={name} required {...rest} />
    </div>
  );
}

function explain(error: unknown): string {
  const status = statusOf(error);
  if (status === undefined) return 'Loventia cannot be reached right now. Please try again in a minute.';
  return refusals[status] ?? 'Something went wrong on our side. Please try again in a minute.';
}
