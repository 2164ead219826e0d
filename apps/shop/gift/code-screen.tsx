import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { hasValidCheckDigit, normaliseCode } from "#packages/codes/index.ts";
import { Notice } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import { navigate } from "../router.ts";
import { SignInForm } from "../sign-in-form.tsx";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

const shortest = 8;
const ownLength = 16;

/** A printed code becomes a voucher of the wallet. */
export function CodeScreen() {
  const { member } = useShop();
  const { t } = useText();
  // Who signs in here sees what came of the code in the same form.
  const [signedIn] = useState(member !== null);
  const [typed, setTyped] = useState("");
  const code = normaliseCode(typed);
  const ours = code.length === ownLength && /^\d+$/.test(code);
  const mistyped = ours && !hasValidCheckDigit(code);
  const field = (
    <Field
      label={t("code.label")}
      value={typed}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={60}
      data-first
      hint={t("code.hint")}
      error={mistyped ? t("code.mistyped") : undefined}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
  return (
    <div className="page page-narrow">
      <h1>{t("code.title")}</h1>
      <p className="page-lead">{t("code.about")}</p>
      <div className="b-card gift-card">
        {signedIn ? (
          <Typed code={code} ready={code.length >= shortest && !mistyped}>{field}</Typed>
        ) : (
          <SignedOut code={code}>{field}</SignedOut>
        )}
      </div>
    </div>
  );
}

interface TypedProps {
  readonly code: string;
  readonly ready: boolean;
  readonly children: ReactNode;
}

function useBind(code: string): () => Promise<void> {
  const { api, path } = useShop();
  const { t } = useText();
  return async () => {
    const { voucherId } = await api.bindCode(code);
    toast(t("code.done"));
    navigate(path(`/wallet/${voucherId}`), true);
  };
}

function Typed({ code, ready, children }: TypedProps) {
  const { t } = useText();
  const bind = useBind(code);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setProblem(undefined);
    await bind().catch((thrown: unknown) => setProblem(asProblem(thrown)));
    setBusy(false);
  }
  return (
    <form className="gift-form" onSubmit={(event) => void onSubmit(event)} noValidate>
      {children}
      {problem ? <Notice {...problem} /> : null}
      <Button wide type="submit" busy={busy} disabled={!ready}>
        {t("code.confirm")}
      </Button>
    </form>
  );
}

/** The code first, then who has it: what was typed stays. */
function SignedOut({ code, children }: Omit<TypedProps, "ready">) {
  const { t } = useText();
  const bind = useBind(code);
  return (
    <div className="gift-form">
      {children}
      <SignInForm
        confirm={t("code.confirm")}
        why={t("code.why")}
        onSignedIn={() => (code.length >= shortest ? bind() : undefined)}
      />
    </div>
  );
}
