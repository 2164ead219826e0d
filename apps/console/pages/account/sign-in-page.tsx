import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import { api, queries } from "../../api.ts";
import { pageData } from "../../page-data.ts";
import { Alone } from "../../parts/alone.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** Signs in; the demo's sign-ins are one tap, where the server says that there is a demo. */
export function SignInPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { next?: string };
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const enter = async (who: SignIn, to: string) => {
    setBusy(who.email);
    setError(null);
    try {
      await api.call("signIn", { body: { ...who } });
      queries.clear();
      await navigate({ to: search.next?.startsWith("/") ? search.next : to });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(null);
    }
  };

  return (
    <Alone title={t("signIn.title")} lead={t("signIn.lead")}>
      {error ? <ErrorNote error={error} /> : null}
      <Form<SignIn> layout="vertical" requiredMark={false} onFinish={(who) => void enter(who, "/")}>
        <Form.Item
          name="email"
          label={t("signIn.email")}
          rules={[{ required: true, type: "email", message: t("signIn.emailBad") }]}
        >
          <Input size="large" type="email" autoComplete="username" inputMode="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("signIn.password")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" size="large" block htmlType="submit" loading={busy !== null}>
          {t("signIn.submit")}
        </Button>
      </Form>
      <p className="c-quiet">{t("signIn.noAccount")}</p>
      <DemoSignIns busy={busy} onEnter={enter} />
    </Alone>
  );
}

interface DemoProps {
  readonly busy: string | null;
  onEnter(who: SignIn, to: string): Promise<void>;
}

function DemoSignIns({ busy, onEnter }: DemoProps) {
  const { t, lang } = useText();
  const { demo } = pageData;
  if (!demo) return null;
  const { password } = demo;
  return (
    <section className="c-demo" aria-labelledby="demo">
      <h2 id="demo">{t("signIn.demo")}</h2>
      {demo.people.map(({ email, zh, en }) => (
        <button
          key={email}
          type="button"
          disabled={busy !== null}
          onClick={() => void onEnter({ email, password }, `/${demo.brandKey}`)}
        >
          <strong>{inLang(lang, zh, en)}</strong>
          <span>{email}</span>
        </button>
      ))}
      <p>{t("signIn.demoNote", { password })}</p>
    </section>
  );
}
