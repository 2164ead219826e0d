import { useCallback, useEffect, useMemo, useState } from "react";
import { applyAccent } from "#packages/ui/accent.ts";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import type { Problem } from "#packages/ui/problem.ts";
import { ToastPlace } from "#packages/ui/toast.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import {
  makeApi, readSession, signOut, type Session, type SessionBrand, type Staff, type Store,
} from "./api.ts";
import { BrandChoice } from "./brand-choice.tsx";
import { CounterContext, type Counter } from "./counter.ts";
import { Desk } from "./desk.tsx";
import { Plain } from "./frame.tsx";
import { keeping, remember, remembered } from "./kept.ts";
import { makeOutbox } from "./outbox.ts";
import { SignInScreen } from "./sign-in-screen.tsx";
import { StoreChoice } from "./store-choice.tsx";
import { useText } from "./text.ts";

const outbox = makeOutbox(keeping, ({ brandKey, input, key }) =>
  makeApi(brandKey).commit(input, key),
);

/** From opening to the scan screen: session, brand, store; each is asked for only when unknown. */
export function App() {
  return (
    <>
      <SessionGate />
      <ToastPlace />
    </>
  );
}

function SessionGate() {
  const { t } = useText();
  const [round, setRound] = useState(0);
  const session = useLoad<Session>(`session ${round}`, () =>
    keptWhenOffline("session", readSession),
  );
  const again = useCallback(() => setRound((before) => before + 1), []);
  if (session.loading) return <Plain><Skeleton label={t("kit.loading")} /></Plain>;
  if (session.problem && session.problem.status !== 401) {
    return <Stuck problem={session.problem} onRetry={session.reload} />;
  }
  if (!session.data) return <SignInScreen onSignedIn={again} />;
  return <BrandGate session={session.data} onSignedOut={again} />;
}

interface BrandGateProps {
  session: Session;
  onSignedOut(): void;
}

function BrandGate({ session, onSignedOut }: BrandGateProps) {
  const { t } = useText();
  const { brands, account } = session;
  const [key, setKey] = useState(() => remembered<string>("brand"));
  const brand = brands.length === 1 ? brands[0] : brands.find((one) => one.key === key);

  useEffect(() => applyAccent(brand?.accentColor), [brand]);

  if (brands.length === 0) {
    const other = () => void signOut().then(onSignedOut, onSignedOut);
    return (
      <Plain>
        <Empty
          icon="person"
          title={t("choose.noBrand")}
          next={t("choose.noBrandNext")}
          action={<Button look="soft" onClick={other}>{t("choose.otherAccount")}</Button>}
        />
      </Plain>
    );
  }
  function choose(next: string | null): void {
    remember("brand", next);
    setKey(next);
  }
  if (!brand) return <BrandChoice brands={brands} onChoose={choose} />;
  return (
    <StaffGate
      key={brand.key}
      brand={brand}
      email={account.email}
      severalBrands={brands.length > 1}
      changeBrand={() => choose(null)}
      signedOut={onSignedOut}
    />
  );
}

interface StaffGateProps {
  brand: SessionBrand;
  email: string;
  severalBrands: boolean;
  changeBrand(): void;
  signedOut(): void;
}

function StaffGate(props: StaffGateProps) {
  const { t } = useText();
  const { brand } = props;
  const api = useMemo(() => makeApi(brand.key), [brand.key]);
  const staff = useLoad<Staff>(brand.key, () => keptWhenOffline(`staff.${brand.key}`, api.staff));
  const [store, setStore] = useState(() => remembered<Store>(`store.${brand.key}`));

  function choose(next: Store | null): void {
    remember(`store.${brand.key}`, next);
    setStore(next);
  }
  const counter: Counter | null = useMemo(
    () =>
      staff.data && store
        ? { ...props, api, outbox, staff: staff.data, store, changeStore: () => choose(null) }
        : null,
    [staff.data, store, api, props.email],
  );

  if (staff.loading) return <Plain><Skeleton label={t("kit.loading")} /></Plain>;
  if (staff.problem || !staff.data) {
    return <Stuck problem={staff.problem} onRetry={staff.reload} />;
  }
  if (!counter) {
    return <StoreChoice api={api} brand={brand} staff={staff.data} onChoose={choose} />;
  }
  return (
    <CounterContext value={counter}>
      <Desk key={counter.store.storeId} />
    </CounterContext>
  );
}

function Stuck({ problem, onRetry }: { problem: Problem | undefined; onRetry(): void }) {
  const { t } = useText();
  const { title = t("kit.failed"), next = t("kit.failedNext") } = problem ?? {};
  return (
    <Plain>
      <Notice title={title} next={next} />
      <Button wide onClick={onRetry}>{t("kit.retry")}</Button>
    </Plain>
  );
}

/** What the server said last time, when it cannot be reached now: the shift still opens. */
async function keptWhenOffline<Answer>(
  name: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await ask();
    remember(name, answer);
    return answer;
  } catch (thrown) {
    const { status } = thrown as Problem;
    if (status === 401) remember(name, null);
    const known = status === 0 || status >= 500 ? remembered<Answer>(name) : null;
    if (known === null) throw thrown;
    return known;
  }
}
