import java.io.File;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens files as Gephi does, and prints what it has of each: one line for the file, then one for every node. */
public class ReadByGephi {
    public static void main(String[] files) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Container container = imports.importFile(new File(file));
            imports.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
            print("file", new File(file).getName(), model.getGraph().getNodeCount(), model.getGraph().getEdgeCount(),
                    model.isDirected(), container.getReport().getText().replace("\n", " ").trim());
            for (Node node : model.getGraph().getNodes().toArray()) {
                print("node", node.getId(), node.getLabel(), valueOf(model, node, "kind"), valueOf(model, node, "links"),
                        valueOf(model, node, "Interval"));
            }
            projects.closeCurrentProject();
        }
    }

    /** The value of the column that a person sees under this title. */
    private static Object valueOf(GraphModel model, Node node, String title) {
        for (Column column : model.getNodeTable()) {
            if (column.getTitle().equals(title)) {
                return node.getAttribute(column);
            }
        }
        return null;
    }

    private static void print(Object... parts) {
        StringBuilder line = new StringBuilder();
        for (Object part : parts) {
            line.append(line.length() == 0 ? "" : "\t").append(part);
        }
        System.out.println(line);
    }
}
