package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;

/** Spring Batch's job repository in schema {@code batch}, which keeps exit codes but never an exit message. */
final class JobRepositories {
    private JobRepositories() {}

    static JobRepository open(DataSource dataSource, PlatformTransactionManager transactions) {
        try {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(dataSource);
            factory.setTransactionManager(transactions);
            factory.setDatabaseType("POSTGRES");
            factory.setTablePrefix("batch.BATCH_");
            // Serializable, the default, lets a quarter of parallel starts fail.
            factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
            factory.afterPropertiesSet();
            return scrubbed(factory.getObject());
        } catch (Exception failure) {
            throw new IngestException("the job repository could not be opened: "
                    + failure.getClass().getSimpleName());
        }
    }

    /** Spring Batch writes stack traces into exit messages: they are taken out before anything is stored. */
    private static JobRepository scrubbed(JobRepository repository) {
        return (JobRepository) Proxy.newProxyInstance(
                JobRepositories.class.getClassLoader(), new Class<?>[] {JobRepository.class}, (proxy, method, args) -> {
                    if (args != null && args.length > 0) {
                        if (args[0] instanceof StepExecution step) {
                            step.setExitStatus(codeOnly(step.getExitStatus()));
                        } else if (args[0] instanceof JobExecution job) {
                            job.setExitStatus(codeOnly(job.getExitStatus()));
                        }
                    }
                    try {
                        return method.invoke(repository, args);
                    } catch (InvocationTargetException failure) {
                        // Spring Batch logs what it is thrown, so a driver's message ends here too.
                        throw failure.getCause() instanceof DataAccessException database
                                ? DatabaseFailures.scrubbed("keeping the job repository", database)
                                : failure.getCause();
                    }
                });
    }

    private static ExitStatus codeOnly(ExitStatus status) {
        return new ExitStatus(status.getExitCode());
    }
}
