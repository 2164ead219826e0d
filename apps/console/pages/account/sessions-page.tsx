import { Navigate } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { dayAndClock } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { Alone } from "../../parts/alone.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The devices that are signed in, and the password. */
export function SessionsPage() {
  const { t, lang } = useText();
  const session = useAnswer("getSession", {});
  const sessions = useAnswer("listSessions", {});
  const end = useWrite("revokeSession", { done: t("sessions.ended") });
  if (session.error instanceof BihuanProblem && session.error.status === 401) {
    return <Navigate to="/sign-in" />;
  }
  const at = (millis: number) => dayAndClock(millis, ownZone, lang, Date.now());
  return (
    <Alone
      title={t("sessions.title")}
      lead={t("sessions.lead")}
      person={session.data?.account.name ?? null}
    >
      {sessions.error ? <ErrorNote error={sessions.error} /> : null}
      <ul className="c-devices">
        {(sessions.data?.items ?? []).map((one) => (
          <li key={one.sessionId}>
            <span>
              <strong>{one.current ? t("sessions.current") : deviceOf(one.userAgent, t)}</strong>
              <small>
                {t("sessions.since", { at: at(one.createdAt), until: at(one.expiresAt) })}
              </small>
            </span>
            {one.current ? null : (
              <Button onClick={() => end.mutate({ path: { sessionId: one.sessionId } })}>
                {t("sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {session.data?.account.sample === false ? <PasswordForm /> : null}
    </Alone>
  );
}

function deviceOf(agent: string | null, t: ReturnType<typeof useText>["t"]): string {
  if (!agent) return t("sessions.unknown");
  const system = /iPhone|iPad|Android|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? "";
  const browser = /MicroMessenger|Edg|Chrome|Firefox|Safari/.exec(agent)?.[0] ?? "";
  return [system, browser].filter(Boolean).join(" · ") || t("sessions.unknown");
}

interface Passwords {
  readonly currentPassword: string;
  readonly newPassword: string;
}

function PasswordForm() {
  const { t } = useText();
  const [form] = Form.useForm<Passwords>();
  const change = useWrite("changePassword", {
    done: t("password.done"),
    onDone: () => form.resetFields(),
  });
  return (
    <section className="c-section">
      <h2>{t("password.title")}</h2>
      <Form<Passwords>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(body) => change.mutate({ body })}
      >
        <Form.Item
          name="currentPassword"
          label={t("password.current")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t("password.new")}
          rules={[{ required: true, min: 10, message: t("invite.passwordShort") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t("password.title")}
        </Button>
      </Form>
    </section>
  );
}
