import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { toast } from 'sonner';
import { type Attempts, createAttempts } from '#web/api/attempt.ts';
import { failureIn, type Versioned } from '#web/host/queries/api.ts';
import { changedOn } from './changed-on.ts';
import { focusFirstIssue } from './focus-issue.ts';
import { issuesOfFailure, type Rules, showIssues, useValuesForm } from './use-values-form.ts';

export type NewerVersion = {
  busy: boolean;
  /** Shows the newer version in place of what was typed. */
  load: () => void;
  /** Goes on with what was typed: saving then replaces the newer version. */
  keep: () => void;
};

/** A form and the state of saving it. */
export type Editing<Values extends FieldValues> = {
  form: UseFormReturn<Values>;
  isNew: boolean;
  busy: boolean;
  save: (values: Values) => void;
  /** What went wrong and belongs to no field. */
  failure: unknown;
  /** What can be done about a version that somebody else has saved meanwhile; only when there is one. */
  newer: NewerVersion | undefined;
  /** Whether the page may be left without asking. */
  isDone: () => boolean;
  /** Lets the page be left without asking, because what it edits no longer exists. */
  leave: () => void;
};

type Noun<Values> = Rules<Values> & {
  /** Key of every query about the noun. */
  key: QueryKey;
  /** The field that a code of the API is about. */
  fieldOfCode?: Readonly<Record<string, string>>;
};

const useSaving = <Values extends FieldValues, Saved>(
  form: UseFormReturn<Values>,
  noun: Noun<Values>,
  send: (values: Values) => Promise<Saved>,
  onSaved: (saved: Saved) => Promise<void> | void,
) => {
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const saving = useMutation({
    mutationFn: send,
    onMutate: () => setFailure(undefined),
    onSuccess: async (saved) => {
      void queryClient.invalidateQueries({ queryKey: noun.key });
      await onSaved(saved);
    },
    onError: (error) => {
      const issues = issuesOfFailure(failureIn(error), form.getValues(), noun.fieldOfCode ?? {});
      if (issues.length === 0) return setFailure(error);
      showIssues(form, issues);
      focusFirstIssue();
    },
  });
  return { busy: saving.isPending, save: saving.mutate, failure, setFailure };
};

/** Makes something new; the same request is never carried out twice. */
export const useCreating = <Values extends FieldValues, Saved>(
  noun: Noun<Values> & {
    values: () => Values;
    create: (attempt: Attempts, values: Values) => Promise<Saved>;
    created: string;
    /** Leads to what has been made. */
    open: (saved: Saved) => Promise<void>;
  },
): Editing<Values> => {
  const [attempt] = useState<Attempts>(() => createAttempts());
  const [values] = useState(noun.values);
  const form = useValuesForm(values, noun);
  const done = useRef(false);
  const leave = (): void => {
    done.current = true;
  };
  const { busy, save, failure } = useSaving(
    form,
    noun,
    (entered) => noun.create(attempt, entered),
    async (saved) => {
      leave();
      toast.success(noun.created);
      await noun.open(saved);
    },
  );
  const isDone = (): boolean => done.current;
  return { form, isNew: true, busy, save, failure, newer: undefined, isDone, leave };
};

/**
 * Edits one version of something. A newer version replaces the form's while nothing has been changed in it; else saving
 * is refused, and one chooses: to load the newer one, or to go on with what was typed on top of it.
 */
export const useEditing = <Values extends FieldValues, Value>(
  noun: Noun<Values> & {
    current: Versioned<Value>;
    valuesOf: (value: Value) => Values;
    /** Key of the query that `current` is from. */
    currentKey: QueryKey;
    update: (base: Versioned<Value>, values: Values) => Promise<Versioned<Value>>;
    /** Reads the version that is there now. */
    read: () => Promise<Versioned<Value>>;
    saved: string;
  },
): Editing<Values> & { base: Value } => {
  const queryClient = useQueryClient();
  const [base, setBase] = useState(noun.current);
  const form = useValuesForm(noun.valuesOf(base.value), noun);
  const done = useRef(false);
  const { isDirty } = form.formState;
  const { busy, save, failure, setFailure } = useSaving(
    form,
    noun,
    (values) => noun.update(base, values),
    (next) => {
      queryClient.setQueryData(noun.currentKey, next);
      adopt(next);
      toast.success(noun.saved);
    },
  );
  const adopt = (next: Versioned<Value>): void => {
    setBase(next);
    setFailure(undefined);
    form.reset(noun.valuesOf(next.value));
  };
  useEffect(() => {
    if (!isDirty && noun.current.etag !== base.etag) adopt(noun.current);
  });
  const reading = useMutation({ mutationFn: noun.read, onError: setFailure });
  const keep = (next: Versioned<Value>): void => {
    const typed = changedOn(noun.valuesOf(base.value), form.getValues(), noun.valuesOf(next.value));
    adopt(next);
    form.reset(typed, { keepDefaultValues: true });
  };
  const isOutdated = failure !== undefined && failureIn(failure).code === 'precondition_failed';
  return {
    form,
    isNew: false,
    busy,
    save,
    failure,
    newer: isOutdated
      ? {
          busy: reading.isPending,
          load: () => reading.mutate(undefined, { onSuccess: adopt }),
          keep: () => reading.mutate(undefined, { onSuccess: keep }),
        }
      : undefined,
    isDone: () => done.current,
    leave: () => {
      done.current = true;
    },
    base: base.value,
  };
};
