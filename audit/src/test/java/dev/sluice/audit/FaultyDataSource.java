package dev.sluice.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A data source whose connections break at a chosen step: every statement, commit and rollback is a step. What comes
 * after is refused too, as from a process that was killed: the server sees the connection go.
 */
final class FaultyDataSource extends DelegatingDataSource {
    private static final Set<String> STEPS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    private int stepsLeft = Integer.MAX_VALUE;
    private boolean afterTheStep;
    private int steps;

    FaultyDataSource(DataSource target) {
        super(target);
    }

    /** Breaks at this step from now, counted from 0: before it is sent, or after the server has done it. */
    void breakAt(int step, boolean after) {
        stepsLeft = step;
        afterTheStep = after;
        steps = 0;
    }

    void heal() {
        stepsLeft = Integer.MAX_VALUE;
    }

    boolean broke() {
        return stepsLeft < 0;
    }

    int steps() {
        return steps;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) proxy(Connection.class, connection, connection);
    }

    private Object proxy(Class<?> type, Object target, Connection connection) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> call(target, connection, method, args));
    }

    private Object call(Object target, Connection connection, Method method, Object[] args) throws Throwable {
        boolean step = STEPS.contains(method.getName()) || method.getName().equals("commit");
        if (step && stepsLeft != Integer.MAX_VALUE) {
            steps++;
            stepsLeft--;
            if (stepsLeft < 0 && !(afterTheStep && stepsLeft == -1)) {
                kill(connection);
            }
        }
        Object result = invoke(target, method, args);
        if (step && stepsLeft == -1 && afterTheStep) {
            kill(connection);
        }
        return result != null
                        && Statement.class.isAssignableFrom(method.getReturnType())
                        && target instanceof Connection
                ? proxy(method.getReturnType(), result, connection)
                : result;
    }

    private static void kill(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        throw new SQLException("killed by the test", "08006");
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
