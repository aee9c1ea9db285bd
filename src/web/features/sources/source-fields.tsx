import { Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../../i18n/language.ts';
import { type FormState, hiddenOf } from './form-state.ts';
import css from './sources.module.css';

type FieldsProps = {
  form: FormState;
  /** Names of the secrets that are set already. */
  kept: readonly string[];
  onChange: (change: Partial<FormState>) => void;
};

/** What has to be known to reach a source of one kind. */
export const SourceFields = (props: FieldsProps) => {
  switch (props.form.kind) {
    case 'folder':
      return <FolderFields {...props} />;
    case 'http':
      return <HttpFields {...props} />;
    case 's3':
      return <S3Fields {...props} />;
    default:
      return <QueryFields {...props} />;
  }
};

const FolderFields = ({ form, onChange }: FieldsProps) => {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t('sources.form.path')}
        description={t('sources.form.pathHint')}
        placeholder="/srv/exports"
        value={form.path}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
      />
      <TextInput
        label={t('sources.form.files')}
        description={t('sources.form.filesHint')}
        value={form.files}
        onChange={(event) => onChange({ files: event.currentTarget.value })}
      />
    </>
  );
};

const HttpFields = ({ form, kept, onChange }: FieldsProps) => {
  const { t } = useWords();
  const isKept = kept.includes(`header.${form.headerName}`);
  const hidden = hiddenOf(kept).map((name) => t(name === 'login' ? 'sources.form.login' : 'sources.form.parameters'));
  return (
    <>
      <TextInput
        type="url"
        label={t('sources.form.url')}
        description={t('sources.form.urlHint')}
        placeholder="https://example.ru/export.csv"
        value={form.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      {hidden.length > 0 && (
        <Checkbox
          label={t('sources.form.forgetHidden')}
          description={t('sources.form.hiddenKept', { what: hidden.join(', ') })}
          checked={form.forgetsHidden}
          onChange={(event) => onChange({ forgetsHidden: event.currentTarget.checked })}
        />
      )}
      <div className={css.pair}>
        <TextInput
          label={t('sources.form.headerName')}
          description={t('sources.form.headerNameHint')}
          placeholder="Authorization"
          value={form.headerName}
          onChange={(event) => onChange({ headerName: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('sources.form.headerValue')}
          description={isKept ? t('sources.form.kept') : ' '}
          autoComplete="off"
          value={form.headerValue}
          onChange={(event) => onChange({ headerValue: event.currentTarget.value })}
        />
      </div>
    </>
  );
};

const S3Fields = ({ form, kept, onChange }: FieldsProps) => {
  const { t } = useWords();
  return (
    <>
      <TextInput
        type="url"
        label={t('sources.form.s3Url')}
        description={t('sources.form.s3UrlHint')}
        value={form.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <TextInput
          label={t('sources.form.accessKeyId')}
          description={t('sources.form.accessKeyIdHint')}
          value={form.accessKeyId}
          onChange={(event) => onChange({ accessKeyId: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('sources.form.secretAccessKey')}
          description={kept.includes('secretAccessKey') ? t('sources.form.kept') : ' '}
          autoComplete="off"
          value={form.secretAccessKey}
          onChange={(event) => onChange({ secretAccessKey: event.currentTarget.value })}
        />
      </div>
    </>
  );
};

const ports = { postgresql: '5432', mysql: '3306', clickhouse: '8123' } as const;

const QueryFields = ({ form, kept, onChange }: FieldsProps) => {
  const { t } = useWords();
  const { kind } = form;
  return (
    <>
      <div className={css.pair}>
        <TextInput
          label={t('sources.form.host')}
          placeholder="db.example.ru"
          value={form.host}
          onChange={(event) => onChange({ host: event.currentTarget.value })}
        />
        <TextInput
          label={t('sources.form.port')}
          inputMode="numeric"
          placeholder={kind in ports ? ports[kind as keyof typeof ports] : ''}
          value={form.port}
          onChange={(event) => onChange({ port: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label={t('sources.form.database')}
        value={form.database}
        onChange={(event) => onChange({ database: event.currentTarget.value })}
      />
      <div className={css.pair}>
        <TextInput
          label={t('sources.form.user')}
          autoComplete="off"
          value={form.user}
          onChange={(event) => onChange({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('sources.form.password')}
          description={kept.includes('password') ? t('sources.form.kept') : undefined}
          autoComplete="off"
          value={form.password}
          onChange={(event) => onChange({ password: event.currentTarget.value })}
        />
      </div>
      {kind === 'clickhouse' && (
        <Checkbox
          label={t('sources.form.secure')}
          checked={form.isSecure}
          onChange={(event) => onChange({ isSecure: event.currentTarget.checked })}
        />
      )}
      <Textarea
        label={t('sources.form.query')}
        description={t('sources.form.queryHint')}
        autosize
        minRows={3}
        maxRows={14}
        spellCheck={false}
        classNames={{ input: css.query ?? '' }}
        value={form.query}
        onChange={(event) => onChange({ query: event.currentTarget.value })}
      />
    </>
  );
};
