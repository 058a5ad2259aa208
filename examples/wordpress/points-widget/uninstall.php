<?php
/**
 * What goes with the plugin.
 *
 * @package points-widget
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'points_widget' );
