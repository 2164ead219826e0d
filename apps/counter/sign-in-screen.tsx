import { useState, type FormEvent } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice } from "#packages/ui/feedback.tsx";
import { Field } from "#packages/ui/field.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { readPage, signIn } from "./api.ts";
import { Plain } from "./frame.tsx";
import { Glyph } from "./glyph.tsx";
import { remember, remembered } from "./kept.ts";
import { useText } from "./text.ts";
import { useWaitingToken } from "./token.ts";

export function SignInScreen({ onSignedIn }: { onSignedIn(): void }) {
  const { t } = useText();
  const [email, setEmail] = useState(() => remembered<string>("email") ?? "");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const token = useWaitingToken();

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(email.trim(), password);
      remember("email", email.trim());
      onSignedIn();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Plain>
      <form className="sign-in" onSubmit={(event) => void send(event)}>
        <h1>{t("signIn.title")}</h1>
        <p className="lead">{t("signIn.lead")}</p>
        {token ? <Notice tone="calm" title={t("signIn.waiting")} /> : null}
        <Field
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField value={password} onChange={setPassword} />
        {problem ? <Notice title={problem.title} next={problem.next} /> : null}
        <Button wide type="submit" className="big" busy={busy} disabled={!email || !password}>
          {t("signIn.go")}
        </Button>
        <p className="quiet">{t("signIn.help")}</p>
      </form>
      <Demo
        onChoose={(chosen) => {
          setEmail(chosen.email);
          setPassword(chosen.password);
        }}
      />
    </Plain>
  );
}

interface PasswordProps {
  value: string;
  onChange(value: string): void;
}

/** A password that its owner may look at: a phone's keyboard is small. */
function PasswordField({ value, onChange }: PasswordProps) {
  const { t } = useText();
  const [seen, setSeen] = useState(false);
  return (
    <div className="sign-in-password">
      <Field
        label={t("signIn.password")}
        type={seen ? "text" : "password"}
        name="password"
        autoComplete="current-password"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <button
        type="button"
        className="b-icon-button"
        aria-pressed={seen}
        aria-label={seen ? t("signIn.hide") : t("signIn.show")}
        onClick={() => setSeen(!seen)}
      >
        <Glyph name="eye" />
      </button>
    </div>
  );
}

interface DemoProps {
  onChoose(chosen: { email: string; password: string }): void;
}

/** Sign-ins that exist in the demo brand only; a tap fills them in. */
function Demo({ onChoose }: DemoProps) {
  const { t, lang } = useText();
  const demo = readPage()?.demo;
  if (!demo) return null;
  return (
    <section className="demo">
      <h2>{t("signIn.demo")}</h2>
      <ul className="choices">
        {demo.people.map((one) => (
          <li key={one.email}>
            <button
              type="button"
              className="choice"
              onClick={() => onChoose({ email: one.email, password: demo.password })}
            >
              <span className="choice-words">
                <strong>{one[lang]}</strong>
                <small>{one.email}</small>
              </span>
              <span className="choice-act">{t("signIn.fill")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
