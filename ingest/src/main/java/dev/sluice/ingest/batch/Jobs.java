package dev.sluice.ingest.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SyncTaskExecutor;

/** Starts the job of a batch, or goes on with it where an earlier execution was left, in the calling thread. */
final class Jobs {
    /** The one job: its parameters are the batch. */
    static final String NAME = "documentBatch";

    private final JobRepository repository;

    Jobs(JobRepository repository) {
        this.repository = repository;
    }

    static JobParameters parameters(Batch batch) {
        return new JobParametersBuilder()
                .addString("cluster", batch.clusterId())
                .addString("topic", batch.topicId())
                .addLong("partition", (long) batch.partition())
                .addLong("from", batch.fromOffset())
                .addLong("to", batch.toOffset())
                .addString("run", batch.run())
                .toJobParameters();
    }

    /** The caller holds the batch, so whatever the repository calls running is not. */
    JobExecution run(Job job, Batch batch) throws Exception {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(registry);
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();

        JobParameters parameters = parameters(batch);
        JobInstance instance = repository.getJobInstance(NAME, parameters);
        if (instance == null) {
            return operator.start(job, parameters);
        }
        List<JobExecution> executions = repository.getJobExecutions(instance);
        if (executions.isEmpty()) {
            // Killed between instance and execution: Spring Batch would refuse the instance for ever.
            repository.deleteJobInstance(instance);
            return operator.start(job, parameters);
        }
        for (JobExecution execution : executions) {
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return execution;
            }
            recover(operator, execution);
        }
        JobExecution last = repository.getLastJobExecution(instance);
        return operator.restart(last == null ? executions.getFirst() : last);
    }

    private void recover(TaskExecutorJobOperator operator, JobExecution execution) {
        JobExecution recovered = execution.isRunning() ? operator.recover(execution) : execution;
        for (StepExecution step : recovered.getStepExecutions()) {
            if (unusable(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        if (unusable(recovered.getStatus()) || recovered.isRunning()) {
            // UNKNOWN says that metadata could not be saved; the rows of the range know where to go on.
            recovered.setStatus(BatchStatus.FAILED);
            recovered.setEndTime(java.time.LocalDateTime.now());
            repository.update(recovered);
        }
    }

    private static boolean unusable(@Nullable BatchStatus status) {
        return status == null || status == BatchStatus.UNKNOWN || status.isRunning();
    }
}
