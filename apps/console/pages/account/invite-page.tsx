import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form, Input, Skeleton } from "antd";
import { useEffect } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import { showAccent } from "../../accent-now.ts";
import { api, queries } from "../../api.ts";
import { Alone } from "../../parts/alone.tsx";
import { ErrorNote, Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The token stands after #, so that no server log ever holds it. */
function tokenHere(): string {
  return decodeURIComponent(location.hash.slice(1));
}

/** Accepts a one-time invite: who invites, for what, then name, e-mail and password. */
export function InvitePage() {
  const { t, lang } = useText();
  const token = tokenHere();
  const invite = useQuery({
    queryKey: ["previewInvite", token, lang],
    queryFn: () => api.call("previewInvite", { body: { token } }),
    enabled: token !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  const colour = invite.data?.brand.accentColor;
  useEffect(() => {
    if (colour) showAccent(colour);
  }, [colour]);
  if (token === "") {
    return (
      <Alone title={t("signIn.title")}>
        <Note title={t("invite.missing")} next={t("invite.missingNext")} />
      </Alone>
    );
  }
  const named = (one: { name: string; nameEn: string | null }) =>
    inLang(lang, one.name, one.nameEn);
  if (invite.error) {
    return (
      <Alone title={t("signIn.title")}>
        <ErrorNote error={invite.error} />
      </Alone>
    );
  }
  if (!invite.data) {
    return (
      <Alone title={t("kit.loading")}>
        <Skeleton active />
      </Alone>
    );
  }
  const { brand, role, unit, email } = invite.data;
  return (
    <Alone
      title={t("invite.title", { brand: named(brand) })}
      lead={t("invite.as", { role: named(role), unit: named(unit) })}
    >
      <AcceptForm token={token} email={email} />
    </Alone>
  );
}

function AcceptForm({ token, email }: { token: string; email: string | null }) {
  const { t } = useText();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: (person: NewPerson) => api.call("acceptInvite", { body: { ...person, token } }),
    onSuccess: ({ brandKey }) => {
      queries.clear();
      void navigate({ to: `/${brandKey}`, replace: true });
    },
  });
  return (
    <Form<NewPerson>
      layout="vertical"
      requiredMark={false}
      initialValues={{ email: email ?? "" }}
      onFinish={(person) => accept.mutate(person)}
    >
      {accept.error ? <ErrorNote error={accept.error} /> : null}
      <Form.Item
        name="name"
        label={t("invite.name")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input size="large" autoComplete="name" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("signIn.email")}
        rules={[{ required: true, type: "email", message: t("signIn.emailBad") }]}
      >
        <Input size="large" type="email" autoComplete="username" readOnly={email !== null} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("invite.password")}
        extra={t("invite.passwordKnown")}
        rules={[{ required: true, min: 10, message: t("invite.passwordShort") }]}
      >
        <Input.Password size="large" autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" size="large" block htmlType="submit" loading={accept.isPending}>
        {t("invite.submit")}
      </Button>
    </Form>
  );
}
