import type { TestCase, TestResult, TestStep } from '@playwright/test/reporter';
import allure from 'allure-playwright';

/**
 * Allure's own reporter, a moment later. It takes some milliseconds of each event, and flushes each of its files to the disk:
 * time for which the worker would wait to be told what to run next.
 */
export default class LaterAllure extends allure.default {
  readonly #waiting: (() => unknown)[] = [];
  #written: Promise<unknown> = Promise.resolve();
  /** The first that went wrong, for Playwright to tell. */
  #trouble: { error: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;

  override onTestBegin(test: TestCase): void {
    this.#later(() => super.onTestBegin(test));
  }

  override onStepBegin(test: TestCase, result: TestResult, step: TestStep): void {
    this.#later(() => super.onStepBegin(test, result, step));
  }

  override onStepEnd(test: TestCase, result: TestResult, step: TestStep): void {
    this.#later(() => super.onStepEnd(test, result, step));
  }

  override async onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    this.#later(() => super.onTestEnd(test, result));
  }

  override async onEnd(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writeWaiting();
    await this.#written;
    await super.onEnd();
    if (this.#trouble) throw this.#trouble.error;
  }

  #later(work: () => unknown): void {
    this.#waiting.push(work);
    this.#timer ??= setTimeout(() => this.#writeWaiting(), 5);
  }

  #writeWaiting(): void {
    this.#timer = undefined;
    for (const work of this.#waiting.splice(0)) this.#written = this.#written.then(work).catch(this.#note);
  }

  #note = (error: unknown): void => {
    this.#trouble ??= { error };
  };
}
