import { useState, type FormEvent } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { Field, Tick } from "#packages/ui/field.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { consentVersion } from "./consent-version.ts";
import { useOneTimeCode, type OneTimeCode } from "./one-time-code.ts";
import { codeOf, phoneOf } from "./phone.ts";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";

interface SignInFormProps {
  confirm: string;
  why: string;
  /** What the member came for; runs signed in. A refusal is shown here. */
  onSignedIn(): Promise<void> | void;
}

/** Phone number and one-time code. Only what is necessary is agreed to unless a box is ticked. */
export function SignInForm({ confirm, why, onSignedIn }: SignInFormProps) {
  const { api, first, member, setMember } = useShop();
  const { t } = useText();
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState("");
  const [marketing, setMarketing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const phone = phoneOf(typed);
  const oneTime = useOneTimeCode(phone);

  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || (!member && (!phone || code.length < 6))) return;
    setBusy(true);
    setProblem(undefined);
    try {
      if (!member && phone) {
        const purpose = "marketing" as const;
        const consents = [{ purpose, version: consentVersion, given: marketing }];
        const visitorId = first.visitorId ? { visitorId: first.visitorId } : {};
        await api.signIn({ phone, code, consents, ...visitorId });
        setMember({ phoneMasked: mask(phone) });
      }
      await onSignedIn();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sign-in" onSubmit={(event) => void onSubmit(event)} noValidate>
      <Field
        label={t("claim.phone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder={t("claim.phonePlaceholder")}
        data-first
        value={typed}
        hint={oneTime.sentTo ? undefined : why}
        error={typed.length > 13 && !phone ? t("claim.phoneBad") : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <CodeField oneTime={oneTime} phone={phone} code={code} onCode={setCode} />
      <p className="sign-in-privacy">
        <strong>{t("claim.notice")}</strong> {t("claim.noticeText")}
      </p>
      <Tick
        label={t("claim.marketing")}
        note={t("claim.marketingNote")}
        checked={marketing}
        onChange={setMarketing}
      />
      {problem ? <Notice {...problem} /> : null}
      <Button wide type="submit" busy={busy} disabled={!member && (!phone || code.length < 6)}>
        {confirm}
      </Button>
    </form>
  );
}

interface CodeFieldProps {
  oneTime: OneTimeCode;
  phone: string | undefined;
  code: string;
  onCode(code: string): void;
}

function CodeField({ oneTime, phone, code, onCode }: CodeFieldProps) {
  const words = useText();
  const { t } = words;
  const { demoCode, problem } = oneTime;
  return (
    <div className="sign-in-code">
      <Field
        label={t("claim.code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={code}
        error={problem ? `${problem.title} ${problem.next}` : undefined}
        hint={codeHint(words, oneTime, phone)}
        onChange={(event) => onCode(codeOf(event.target.value))}
      />
      {demoCode && code !== demoCode ? (
        <div className="sign-in-demo" role="status">
          <span>{t("claim.demo", { code: demoCode })}</span>
          <Button look="soft" onClick={() => onCode(demoCode)}>
            {t("claim.fill")}
          </Button>
        </div>
      ) : null}
      {oneTime.canRepeat ? (
        <button type="button" className="sign-in-again" onClick={oneTime.repeat}>
          {t("claim.codeAgain")}
        </button>
      ) : null}
    </div>
  );
}

type Words = ReturnType<typeof useText>;

function codeHint({ t }: Words, oneTime: OneTimeCode, phone: string | undefined): string {
  if (oneTime.sending) return t("claim.codeSending");
  if (!oneTime.sentTo || oneTime.sentTo !== phone) return t("claim.codeWaiting");
  const sent = t("claim.codeSent", { phone: mask(oneTime.sentTo) });
  if (oneTime.waitSeconds <= 0) return sent;
  return `${sent} · ${t("claim.codeAgainIn", { seconds: oneTime.waitSeconds })}`;
}

function mask(phone: string): string {
  return phone.replace(/(\d{3})\d+(\d{4})$/, "$1****$2");
}
