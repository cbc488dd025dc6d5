import { Suspense } from 'preact/compat';
import { Route, Switch } from 'wouter-preact';
import { Landing } from './pages/landing.tsx';
import { Login } from './pages/login.tsx';
import { NotFound } from './pages/not-found.tsx';
import { ConsentDialog } from './parts/consent-dialog.tsx';
import { LoadingPage } from './parts/loading-page.tsx';
import { PageBoundary } from './parts/page-boundary.tsx';
import { SiteFooter } from './parts/site-footer.tsx';
import { SiteHeader } from './parts/site-header.tsx';
import { Discover, Premium, PremiumSuccess, Profile } from './routes.ts';

export function App() {
  return (
    <>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <SiteHeader />
      <PageBoundary>
        <Suspense fallback={<LoadingPage />}>
          <Switch>
            <Route path="/" component={Landing} />
            <Route path="/discover" component={Discover} />
            <Route path="/login" component={Login} />
            <Route path="/profile" component={Profile} />
            <Route path="/premium" component={Premium} />
            <Route path="/premium/success" component={PremiumSuccess} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </PageBoundary>
      <SiteFooter />
      <ConsentDialog />
    </>
  );
}
