import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { AppError, isErrorCode } from '#domain/errors.ts';

/** Temporal is down, slow or has no worker: nothing is lost, the same key finds the outcome. */
const unavailable = (cause: unknown): AppError =>
  new AppError(
    'temporarily_unavailable',
    'Bookings are not processed at the moment; try again with the same key.',
    {
      retryAfterSeconds: 2,
      cause,
    },
  );

/** Turns what the SDK throws back into our terms. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message } = error.cause;
    if (isErrorCode(type)) return new AppError(type, message, { cause: error });
    if (type === 'AcceptedUpdateCompletedWorkflow')
      return new AppError('invalid_transition', 'The booking has ended meanwhile.', { cause: error });
  }
  if (error instanceof WorkflowNotFoundError)
    return new AppError('invalid_transition', 'The booking has ended; nothing can be changed any more.', {
      cause: error,
    });
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error))
    return unavailable(error);
  return error instanceof Error && error.name === 'ServiceError'
    ? unavailable(error)
    : new AppError('internal', 'The workflow could not be asked.', { cause: error });
};
